"""The shortest turns of talk, written as a grammar: greetings, thanks, stars, "has it come yet".

They have too many spellings for a list (您们好, 谢谢谢, 4.5分, 审了没) and are often a whole message.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.intents.groups import Hit
from bot.intents.lexicon import Lexicon

_NUMBER: Final = r"[\d一二两三四五六七八九十满全零半]"
_NO_MARK: Final = "钟之类公别拣批店两开析包厂部会享散子段期组局汽布光给配派发到"
_DONE: Final = (
    "好|完|到|成功|来人|出来|下来|上去|办|审|批|寄|检|校|测|修|弄|搞|做|定|约|派|接|安排|处理|通过|发"
    "|拿到|回复|受理|联系上?"
)
_STAFF: Final = "值班|主任|领导|负责人|站长|经理|老师|专员|人工|真人|活人|工作人员|懂行的|懂的人"
_END: Final = r"(?=\W|$)"

_GRAMMAR: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "greet",
        (
            r"(?:你|您|老师|大家|各位|师傅|领导|同志|站长|主任|[张王李赵刘陈杨周吴]工)们?好+"
            r"(?![^\s,.!?~呀啊哇哦哈]{0,2}[^\s,.!?~])",
            r"^(?:你|您|老师)们?好+",
            r"(?:早上|早晨|上午|中午|下午|晚上|傍晚)好|^早(?:安|啊|呀|!|$)|晚安",
            r"(?<![a-z])(?:hi+|hey+|h[ae]ll?o+|halo)(?![a-z])|^嗨+|[哈嗨][喽啰罗楼咯]+",
            r"(?:新年|过年|节日|春节|元旦|国庆|中秋|端午|五一|周末)(?:好|快乐)",
            r"^\W*(?:请问)?(?:有人)?在(?:吗|嘛|么|不在|不|没)?[撒啊呀哈呢吗]*[?!.~]*$",
            r"请问在[吗嘛么不]|有人(?:在)?[吗嘛么不没][?!.~]*$|[泥尼拟妮]嚎|👋",
        ),
    ),
    (
        "thanks",
        (
            r"谢+(?![绝经总工师女先老])|感激|感恩|(?<![a-z])(?:th?an?ks?|thx+|tks)(?![a-z])",
            r"(?<!\d)3[qx](?![a-z0-9])|🙏|💐|🌹",
        ),
    ),
    (
        "rating",
        (
            r"^\W*[1-5](?:\.\d)?\W*$|[⭐★☆🌟]+|💯|[一二三四五]星级?好评",
            rf"(?<!\d){_NUMBER}+(?:\.\d)?[颗个]?星(?![级期电红火酒]|认证|服务)",
            rf"{_NUMBER}+(?:\.\d)?分(?![{_NO_MARK}])",
        ),
    ),
    (
        "correct",
        (
            r"不是[^,。]{1,12},?(?:而|应该?|我)?是(?!不|否|吗)",
            r"^\W*(?:不对[,\s]*)*是[^,。]{1,12},?不是",
        ),
    ),
    (
        "help",
        (
            r"^\W*(?:帮助?|菜单|menu|help|\?|h)\W*$",
            r"(?:能|可以|会)(?:帮|给|替|为)?(?:我们?|企业|咱们?)?(?:办|做|干|解决|处理|提供|查|问|搞)"
            r"(?:些|点|到)?(?:哪些|什么|啥|嘛|么事|么子)",
            r"^\W*(?:请问)?(?:咋|怎么|如何|怎样)"
            r"(?:提问|问问题|问|用|操作|开始|提需求|使用|玩)[啊呀呢个的]*\W*$",
            r"[这那][个里]?是(?:什么|啥|么子|干啥|干什么|干嘛)(?:平台|地方|系统|机器人|公众号|软件|的)",
        ),
    ),
    (
        "human",
        (
            r"真人|(?:转|接|要|找|呼叫|叫)人工|^\W*人工(?:客服|服务|座席)?\W*$|[,。!]人工[!。]*$",
            rf"(?:让|叫|喊|找|换|要|派|请|接)(?:个|一下|下)?(?:你们的?)?[^,。!?]{{0,6}}(?:{_STAFF})"
            r"[^,。!?]{0,3}(?:来接|接一下|接电话|说话|聊|谈|回我|回电|打给|打电话|联系我|跟我|和我)",
            r"(?:叫|喊|让)你们(?:值班|主任|领导|负责|站长|经理|管事)[^,。]{0,4}来",
            r"找(?:一?下)?(?:负责|管|懂)[^,。]{0,6}的(?:老师|人|专员|师傅)",
        ),
    ),
    (
        "cancel",
        (
            r"^\W*(?:退出|撤回|取消|结束|不[办弄搞做]|quit|exit)[吧了啊]?\W*$",
            r"别(?:再|帮|给|替)*(?:我们?)?(?:约|办|报|安排|检|派|送|弄|跑|联系|处理|做|校|测|来)人?了",
            r"(?:已经?|自己)在?(?:别处|别家|外面|其他地方|别的地方)[^,。]{0,3}(?:办|做|找|弄|检|校)",
            r"先停一停|先缓一缓|先搁|暂且放",
        ),
    ),
    ("cancel_act", (r"^\W*(?:退出|取消|不办|不弄|不搞|不做|不报)[了吧啊]*\W*$",)),
    (
        "progress",
        (
            r"(?:什么|啥|么)情况(?:了|啊)?(?=\W|$)|(?:查|看|问)(?:一?下|下子|哈)?(?:我的)?进[度展]|[a-z]{2}-\d{4}-\d{3,}|工单\d+",
            rf"(?<![有得])(?:{_DONE})了?(?:没有?|没得|冇|了吗|了么)[啊呀呢哈撒]*{_END}",
            r"(?:啥|什么|么|几)时候?(?:才)?能?(?:取|拿|好|出来|下来|来人|送回|批|轮到|有信|有结果)",
            rf"(?:这|都|已经)+第?[一二两三四五六七八九十\d]+个?(?:天|周|礼拜|星期|月)了{_END}",
            r"(?:派|分|转)给(?:了)?(?:哪|谁)",
        ),
    ),
    (
        "my_case",
        (r"我们?(?:那[台个批件张单份]|交的|报的|送的|寄的|约的|提的|登记的|申请的|委托的)",),
    ),
    (
        "suggest",
        (
            rf"(?:希望|盼着?|期待|最好)[^,。!?]{{0,16}}(?:一点|点儿?|一些|些|就好|更好)[吧哈了啊]?{_END}",
            r"能不能把[^,。!?]{1,12}(?:贴|挪|放|摆|调|换|印|写大|改|移)",
            r"要是[^。!?]{1,24}(?:就好|多好|就更|就方便|才好)",
            r"(?:声音|字体?|灯光?|空调|椅子|座位|屏幕|窗口|标识|指示牌|表格|车位|网速|会议室|教室)"
            r"[^,。!?]{0,4}太\S{1,3}",
        ),
    ),
    (
        "complain",
        (
            r"凭(?:什么|啥|么事)|两码事|说一套做一套|太拖了",
            r"收[^,。]{0,8}(?:钱|费|块|元)[^。!?]{0,10}(?:就|却|还|才|只)(?:给|发|来|是)",
        ),
    ),
    (
        "off_topic",
        (
            r"你(?:喜欢|爱|会不会|会(?=唱|跳|写|画|做饭)|觉得|吃|睡|几岁|多大|结婚|有对象)",
            r"(?:今天|明天|后天|周末|晚上)[^,。]{0,6}(?:下雨|限行|限号|几度|天气|吃什么|吃啥|去哪玩)",
        ),
    ),
)
_FORMULAS: Final = tuple((group, re.compile("|".join(patterns))) for group, patterns in _GRAMMAR)
# No formula of the group is without one of these characters; most messages are settled by them.
_TELLING: Final = {
    "greet": frozenset("好早晚快h嗨哈在有泥尼拟妮👋"),
    "thanks": frozenset("谢感t3🙏💐🌹"),
    "rating": frozenset("12345⭐★☆🌟💯星分"),
    "correct": frozenset("不"),
    "help": frozenset("帮菜mh?能以会咋怎如这那"),
    "human": frozenset("人让叫喊找换要派请接"),
    "cancel": frozenset("不退撤取结qe别已自先暂"),
    "cancel_act": frozenset("退取不"),
    "progress": frozenset("况没冇了度-单候给"),
    "my_case": frozenset("我"),
    "suggest": frozenset("希盼期最把是太"),
    "complain": frozenset("凭码套太收"),
    "off_topic": frozenset("你天末上"),
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
