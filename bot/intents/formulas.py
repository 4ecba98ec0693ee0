"""Finding the grammar's patterns in a text: what has too many spellings for the lexicon's lists."""

import re
from collections.abc import Iterator
from typing import Final

from bot.intents.grammar.acts import ACTS
from bot.intents.grammar.meanings import MEANINGS
from bot.intents.grammar.others import OTHERS
from bot.intents.grammar.things import THINGS
from bot.intents.grammar.topics import TOPICS
from bot.intents.groups import Hit
from bot.intents.lexicon import Lexicon

_FORMULAS: Final = tuple(
    (group, re.compile("|".join(patterns)))
    for group, patterns in (*MEANINGS, *OTHERS, *ACTS, *TOPICS, *THINGS)
)
# No formula of the group is without one of these characters; most messages are settled by them.
_TELLING: Final = {
    "greet": frozenset("好早晚快h嗨哈在有泥尼拟妮👋"),
    "thanks": frozenset("谢感t3🙏💐🌹"),
    "rating": frozenset("12345⭐★☆🌟💯星分"),
    "acknowledge": frozenset("便空间在"),
    "correct": frozenset("不过有齐没延顺提推挪别莫"),
    "help": frozenset("帮菜mh?能以会咋怎如这那你"),
    "human": frozenset("人让叫喊找换要派请接跟和同转"),
    "cancel": frozenset("不退撤取结qe别已自先暂那甭"),
    "privacy": frozenset("他她家人对隔同那有某你武湖汉青洪江黄新蔡光沌东客企厂单"),
    "affirm": frozenset(
        "中对正没冇准o无齐报提送递交登下录上发办弄搞定走按照依可能就行好妥是方有得在"
    ),
    "resume": frozenset("上之先前昨那刚早没未冇填弄说报办搞这可继接续恢老"),
    "withdraw": frozenset("那第"),
    "skip": frozenset("过"),
    "own_product": frozenset("送化抽试报测检"),
    "if_paid": frozenset("费钱贵"),
    "aside": frozenset("问听聊扯比管算口"),
    "sorry": frozenset("白误浪占"),
    "own_slip": frozenset("错"),
    "own_time": frozenset("也最希如要尽能"),
    "opening_hours": frozenset("班公门业息假人在开几点"),
    "fee": frozenset("钱费贵金益"),
    "parking": frozenset("停车"),
    "address": frozenset("你离在站坐"),
    "duration": frozenset("几多"),
    "materials": frozenset("准提携带交出备手资材证"),
    "cancel_act": frozenset("退取不"),
    "progress": frozenset("等况没冇吗么不了度-单候给时天号几有约排定安轮来好点何什哪啥否"),
    "progress_weak": frozenset("来到"),
    "my_case": frozenset("我"),
    "suggest": frozenset("希盼期最把是太多吧能可"),
    "complain": frozenset("告曝凭码套太收么啥交影"),
    "off_topic": frozenset("你天末上哪附旁周那这楼门花球"),
}
_SHORT: Final = 120


def find_formulas(plain: str, lexicon: Lexicon) -> Iterator[Hit]:
    text = plain[:_SHORT]
    letters = frozenset(text)
    for name, pattern in _FORMULAS:
        if not _TELLING[name].isdisjoint(letters):
            group = lexicon.groups[name]
            for found in pattern.finditer(text):
                yield Hit(found.start(), found.end(), group)
