"""What a message says about the need itself: its clauses, its quantities, and what remains of it.

The description is kept in the enterprise's own words; only what other answers hold already (who,
which number, when) and greetings are cut away.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.intents.entities.found import Span
from bot.intents.entities.numbers import NUMBER
from bot.intents.entities.roles import ANY_PART, PART, ROLE

CUT: Final = "\ue002"
"""Stands where something was taken out (private use: no person types it)."""

_HAN: Final = r"[\u4e00-\u9fff]"
BREAKS: Final = re.compile(
    rf"[,，。;；!！?？\n、…]+|(?<={_HAN})\s+(?={_HAN})|(?<=\d{{7}})\s+|\s+(?=1\d{{10}})"
    r"|(?=另外|还有(?!效|没|点|几|多)|再就是|再一个|另一个|一个是|二是(?!否)|其次|顺便)"
)
QUANTITY: Final = re.compile(
    rf"(?<![\d.a-z第a-z/-])(?:\d+(?:\.\d+)?|{NUMBER}|几十?|十几|几百|上百|一百多?|数十)(?:多|来)?\s?"
    r"(?:块|台|个(?!月|工作日|小时|星期|礼拜|半|事|问题|是|什么|啥|想|意思)|件|套|只|支|把|吨|人|名|位|份|批|瓶"
    r"|桶|箱|袋|盒|条|根|张|间|层|栋|座|辆|部|款|种|组|期|场|节|盏|扇|副|对|公斤|斤|千克|克|公里|平米|平方|立方"
    r"|升|毫升|米(?![粉线饭])|kg|mm|cm|mpa|kw|kva|ppm|g|t|l|ml|m)(?![a-z])"
)
NO_QUANTITY: Final = re.compile(r"一(?:个|位|部|种|份|件|张|期|场|对|点|人|名|节|把)$")

# Both runs of labels are possessive: what a label took is not tried again in smaller pieces, so
# that a long message of nothing but labels costs no more than it is long.
_LABEL: Final = (
    r"(?:我们?的?|你们?)?(?:单位|公司|企业|厂|店)(?:名称|名字|全称|名)?(?:是吧|嘛)?(?:现在)?[是叫为]?"
    r"|名称|名字|全称|现在|是吧|[是叫为]"
    r"|(?:我的?)?(?:联系人|联系方式|联系我|联系|电话|手机号?码?|号码|座机|姓名|微信)"
    r"(?:是|为|改成|换成|叫)?"
    r"|(?:时间|日期)(?:嘛|的话|上)?[就是]?|我叫|叫我|我是|我姓|免贵姓|姓|还有|打我|找我"
    r"|这是我的?(?:号码|电话|手机)?|就行|就好|就可以|即可|最好|[吧哈啊呢的]|改成|换成|[改换来]|我们?的?"
)
MOST_LABELS: Final = 12
BESIDE_CUT: Final = re.compile(
    rf"(?:{_LABEL}|[:：\s]){{0,{MOST_LABELS}}}+{CUT}(?:\s*{CUT})*"
    r"(?:就行|就好|就可以|即可|吧|哈|啊|收|的名|左右|这样)*"
)
_GREETING: Final = (
    r"你好|您好|哈喽|哈罗|嗨|hi|hello|喂|在吗|在不在|请问(?:一下|下)?|麻烦(?:问)?(?:一下|下)?|老师|师傅"
    r"|(?:另外|还有|再就是|顺便)还?有?一?[个件]事[情儿]?|领导|亲|说正事|对了|打扰(?:一下|了)?|早上好|上午好|中午好|下午好|晚上好|再问个事|还有个事|那个"
)
_FILLER: Final = (
    r"哎呀|哎|诶|哦|嗯+|呃|好的|好嘞|好|是的|对+|行|另外"
    r"|事情|需求|内容|事项|诉求|具体要求|是这样的?"
)
ALSO: Final = re.compile(r"^(?:另外|还有|再就是|顺便|还)+(?=[要想需得办做])")
OPENING: Final = re.compile(
    rf"^(?:(?:(?:{_GREETING})|(?:{_FILLER})(?=[\s,，。!！:：~、;；]|$))[\s,，。!！:：~、;；]*)+",
    re.IGNORECASE,
)
CONTACT_TALK: Final = re.compile(
    rf"(?:我是.{{0,8}}|联系我就行|找我就行|我?(?:免贵)?姓{_HAN}{{1,2}}|联系人|微信同号|同号|{ROLE}"
    rf"|{PART}的?|{ANY_PART}的?(?={CUT})|(?:都|大家)*[喊叫]我?.{{0,4}}?(?:就?(?:行|好|可以|可得)|$)"
    rf"|{_HAN}{{2,3}}(?:请假|休假|离职|出差|调走|退休|辞职)了|转给我|交给我|[改就]?(?:由|归|找)|对接"
    r"|(?:公司|单位|名字|电话|号码|联系人)名?称?(?:写错|错|换|变|改)了|去年改的名|以后|归我管|这事|同事"
    rf"|我?打一遍|不变|等等|往回退一下|{_LABEL}|{CUT}|[\s:：/|\\])*+"
)
LIST_NUMBER: Final = re.compile(
    rf"(?:^|(?<=[\n\s;；。{CUT}]))\s*(?:\d{{1,2}}|[一二三四五六七八九十])[、.．)）]"
    r"(?=\s*[^\d\s一二三四五六七八九十几两])"
)
BRACKETED: Final = re.compile(
    r"【\s*(?:单位|公司|企业|联[系络]人?|经办|负责|对接|姓名|手机|电话|号码|[拟办]*事[项情]|拟办|期望|办理|需求|内容|诉求|具体|服务|时间|日期|期望|要求)"
    r"[^【】]{0,6}】"
)
TIME_REST: Final = re.compile(
    r"(?:时间|日子|定|约|排|安排|放|在|就|可以|可|能|要|想|都|也|我们?|会|最好|是|尽量|争取|麻烦|必须|得|需要"
    r"|希望|请|再|才|给我|帮我|个|你们|那|吧|嘛|的话?|还|先|之前|左右|开始|一起)*+"
    r"(?:(?:寄|送|取|拿)(?:样品?|检|过?[来去]|到)?|(?:拿到?|出|给|取|下|发|考|领)?(?:报告|证书?|结果|数据|回话|答复)|考证|下证"
    r"|来人?|过[来去]|上门|来[拿取]|[去到克做办检弄搞谈见]|[检弄做办搞][完好]|完成|开[班课]|上课|任何一期"
    r"|哪一?[天期]|随时|随便|见面|面谈)?"
    r"(?:过[来去]|上门|出来|就?(?:行|好|可以)|[都也](?:行|可以)|要得|没问题|都在|有空|有人|最好|吗|[吧哈啊呢的了?？])*+"
)
"""What a clause says beside its time alone: 寄样, 要报告, 的任何一期."""
THANKS: Final = re.compile(r"^(?:谢谢|多谢|拜托|辛苦|麻烦)(?:你们|您|你|老师|各位)?了?$")
MARKS: Final = re.compile(r"[,，。;；!！?？\n、…\s]+")
EDGES: Final = " ,，。;；、:：!！~\n\t"


def clauses(plain: str) -> tuple[Span, ...]:
    """The clauses, without their marks; a further need (另外, 一个是) begins one."""
    found: list[Span] = []
    start = 0
    for mark in BREAKS.finditer(plain):
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, len(plain)))
    return tuple(trimmed for span in found if (trimmed := _trimmed(plain, span)))


def quantities(plain: str) -> tuple[Span, ...]:
    """Amounts of things: 6块, 3个人, 20台."""
    return tuple(
        match.span()
        for match in QUANTITY.finditer(plain)
        if not NO_QUANTITY.fullmatch(match.group())
    )


def rest_of(text: str, spans: Iterable[Span]) -> str:
    """The need in the enterprise's words, without what stands at `spans` and its labels."""
    bare = LIST_NUMBER.sub("", BRACKETED.sub("，", _without(text, spans)))
    cut = BESIDE_CUT.sub(CUT, bare)
    kept = [clause for clause in _kept(cut) if clause]
    return ALSO.sub("", "".join(kept).strip(EDGES))


def _without(text: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in sorted(spans):
        if start >= place:
            pieces += (text[place:start], CUT)
            place = end
        place = max(place, end)
    return "".join((*pieces, text[place:]))


def _kept(cut: str) -> Iterator[str]:
    """The clauses worth keeping, each with the mark behind it."""
    place = 0
    for mark in [*MARKS.finditer(cut), None]:
        end = mark.start() if mark else len(cut)
        clause = OPENING.sub("", cut[place:end])
        if clause.strip() and not _is_beside(clause):
            after = (mark.group()[0] if mark else "").replace("\n", "，")
            yield clause.replace(CUT, "") + after
        place = mark.end() if mark else len(cut)


def _is_beside(clause: str) -> bool:
    """Whether a clause only carries what was cut out of it, or thanks."""
    if CONTACT_TALK.fullmatch(clause) or THANKS.match(clause):
        return True
    return CUT in clause and TIME_REST.fullmatch(clause.replace(CUT, "").strip()) is not None


def _trimmed(plain: str, span: Span) -> Span | None:
    inside = plain[slice(*span)]
    start = span[0] + len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    return (start, end) if start < end else None
