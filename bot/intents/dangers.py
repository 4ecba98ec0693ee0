"""Whether something dangerous is happening right now: gas, fire, a lift out of hand, somebody hurt.

People in danger do not use the words of a list, so what happens is read together with what it
happens to. A missed alarm costs more than a false one; yet who has an instrument for leaks tested,
or a drill to hold, is in no danger. What says so is looked for in the clause of the danger alone:
in "货梯夹人了，去年才年检的" last year is no excuse.
"""

import re
from typing import Final

_GAS: Final = (
    r"(?:液?氨|氯气?|煤气|燃气|天然气|液化气|瓦斯|沼气|气罐|气瓶|储罐|罐子?|蒸汽|管道|锅炉|反应釜"
    r"|压力容器|阀门?|油罐)"
)
_ESCAPES: Final = (
    r"(?:漏(?!电)|泄[漏露]|跑气|滋滋|呲呲|嘶嘶|喷[气汽了出个]|爆[了炸开]|炸了|鼓包|裂[了开]|臭味"
    r"|呛|味道|冒烟|着火|烧起来)"
)
_LIFT: Final = r"(?:电梯|货梯|扶梯|升降机|吊篮|缆车)"
_FALLS: Final = (
    r"(?:掉(?!漆|了个|色)|坠|困[了住]?|卡[了住]|夹[了到住人]|冲顶|蹲底|失控|溜[了车梯]|停不下来"
    r"|关着人|关(?:在|到|进)里|关里[头边面]?了|关住|出不来)"
)
_HURTS: Final = r"[压砸夹轧烫烧电撞绞刺割]"
_HURT: Final = rf"{_HURTS}(?:到|着|了|住|伤|断){{1,2}}"
_BODY: Final = r"(?:人|脚|手|腿|头|胳膊|工人|师傅|同事|员工)"
_NEAR: Final = r"[^,。;!?]"

_HIT: Final = (
    rf"{_HURT}{_NEAR}{{0,4}}{_BODY}|{_BODY}{_NEAR}{{0,3}}[给被让]{_NEAR}{{0,4}}{_HURT}"
    rf"|把{_NEAR}{{0,4}}{_BODY}{_NEAR}{{0,2}}{_HURT}|[压砸夹轧撞](?:死|伤)?(?:人|手|脚|腿|头)了"
    rf"|{_LIFT}{_NEAR}{{0,10}}(?:困[了住]|夹[了到住]|关(?:在|到|进)里|关里[头边面]?了|关住|出不来|困人了)"
)
HAPPENS: Final = re.compile(
    rf"{_HIT}|{_GAS}{_NEAR}{{0,8}}{_ESCAPES}|{_ESCAPES}{_NEAR}{{0,4}}{_GAS}"
    rf"|{_LIFT}{_NEAR}{{0,10}}{_FALLS}"
    r"|[烫烧压砸电夹]伤|触电|骨折|流血|昏迷|晕倒|中毒|被困|困人|着火了|起火了|失火|爆炸了"
    rf"|指针{_NEAR}{{0,4}}(?:打到头|爆表|顶到头)"
    rf"|压力{_NEAR}{{0,6}}(?:压不住|降不下来|一直升|爆表|飙)|安全阀{_NEAR}{{0,6}}(?:喷|停不下来)"
)
HIT: Final = re.compile(_HIT)
"""Somebody is hurt or trapped: no word of the trade beside it makes that a mere topic."""
OF_THE_TRADE: Final = re.compile(
    r"(?:报警[器仪]|探测器|检测仪|检漏仪)(?!.{0,4}(?:响|叫|报警))|试验|标准|要求|测试|投诉"
    r"|检定|校准|校验|检测|检验|年检|送检|检查"
)
"""Words around a thing that is tested, written about or complained of."""
_DONE: Final = r"(?:年检|检|校|装|买|换|维[保修])"
UNREAL: Final = re.compile(
    r"演练|培训|讲座|预案|防[爆漏火触护坠]|评估|鉴定|赔偿|索赔|保险|如果|万一|要是|会不会|怕|避免|预防"
    rf"|(?:上个?(?:[周月次回年]|星期|礼拜)|去年|前[天年]|昨[天日]|以前|之前|曾经)(?!{_NEAR}{{0,4}}{_DONE})"
    r"|(?:处理|修)[好完]了"
)
"""What might be, is practised, or is over; “去年年检的” only says when it was looked at."""
_CLAUSE_END: Final = re.compile(r"[,。;!?~\n\s]")


def speaks_of_danger(plain: str, *, named: bool = False) -> bool:
    """`plain` is the text as `normalise` writes it; `named` says that the lexicon's own words of
    danger are in it, wherever they stand."""
    found = list(HAPPENS.finditer(plain))
    if found:
        return any(_is_now(plain, one) for one in found)
    return named and not (UNREAL.search(plain) or OF_THE_TRADE.search(plain))


def _is_now(plain: str, found: re.Match[str]) -> bool:
    clause = _clause_around(plain, found)
    if UNREAL.search(clause):
        return False
    return HIT.search(clause) is not None or OF_THE_TRADE.search(clause) is None


def _clause_around(plain: str, found: re.Match[str]) -> str:
    before = [end.end() for end in _CLAUSE_END.finditer(plain, 0, found.start())]
    after = _CLAUSE_END.search(plain, found.end())
    return plain[before[-1] if before else 0 : after.start() if after else len(plain)]
