"""The shortest turns of talk, written as a grammar: greetings, thanks, stars.

They have too many spellings for a list (您们好, 谢谢谢, 4.5分, ⭐⭐⭐) and are often a whole message.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.intents.groups import Hit
from bot.intents.lexicon import Lexicon

_NUMBER: Final = r"[\d一二两三四五六七八九十满全零半]"
_FORMULAS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (group, re.compile(pattern))
    for group, pattern in (
        (
            "greet",
            r"(?:你|您|老师|大家|各位|师傅|领导|同志|站长|主任|[张王李赵刘陈杨周吴]工)们?好+(?![^\s,.!?~呀啊哇哦哈]{0,2}[^\s,.!?~])"
            r"|^(?:你|您|老师)们?好+"
            r"|(?:早上|早晨|上午|中午|下午|晚上|傍晚)好|^早(?:安|啊|呀|!|$)|晚安"
            r"|(?<![a-z])(?:hi+|hey+|h[ae]ll?o+|halo)(?![a-z])|^嗨+|[哈嗨][喽啰罗楼咯]+"
            r"|(?:新年|过年|节日|春节|元旦|国庆|中秋|端午|五一|周末)(?:好|快乐)"
            r"|^(?:请问)?(?:有人)?在(?:吗|嘛|么|不在|不|没)?[撒啊呀哈呢吗]*[?!.~]*$"
            r"|请问在[吗嘛么不]|有人(?:在)?[吗嘛么不没][?!.~]*$|[泥尼拟妮]嚎|👋",
        ),
        (
            "thanks",
            r"谢+(?![绝经总工师女先老])|感激|感恩|(?<![a-z])(?:th?an?ks?|thx+|tks)(?![a-z])"
            r"|(?<!\d)3[qx](?![a-z0-9])|🙏|💐|🌹",
        ),
        (
            "rating",
            rf"^\W*[1-5](?:\.\d)?\W*$|(?<!\d){_NUMBER}+(?:\.\d)?[颗个]?星(?![级期]|认证|电|红|火|酒|服务)"
            rf"|{_NUMBER}+(?:\.\d)?分(?!钟|之|类|公|别|拣|批|店|两|开|析|包|厂|部|会|享|散|子|段|期|组|局|汽|布|光)"
            r"|[⭐★☆🌟]+|💯|[一二三四五]星级?好评",
        ),
        ("correct", r"不是[^,。]{1,12}[,，]?(?:而|应该?|我)?是(?!不|否|吗)|^\W*(?:不对[,\s]*)*是[^,。]{1,12}[,]?不是"),
        ("help", r"^\W*(?:帮助?|菜单|menu|help|\?|h)\W*$"),
        ("human", r"(?:转|接|要|找|呼叫|叫)人工|^\W*人工(?:客服|服务|座席)?\W*$"),
        ("cancel", r"^\W*(?:退出|撤回|取消|结束|quit|exit)[吧了啊]?\W*$"),
        (
            "progress",
            r"(?:查|看|问)(?:一?下|下子|哈)?(?:我的)?进[度展]|[a-z]{2}-\d{4}-\d{3,}|工单\d+",
        ),
    )
)
_SHORT: Final = 120


def find_formulas(plain: str, lexicon: Lexicon) -> Iterator[Hit]:
    text = plain[:_SHORT]
    for name, pattern in _FORMULAS:
        group = lexicon.groups[name]
        yield from (Hit(m.start(), m.end(), group) for m in pattern.finditer(text))
