"""The words around a contact: what leads in to a name, closes it, or sets somebody aside."""

import re
from typing import Final

from bot.intents.entities.roles import ANY_PART, DUTY, PART, ROLE

HAN: Final = "[\u4e00-\u9fff]"
REACH: Final = "[联连][系络细戏]"
"""联系 as it is written, and as it is mistyped: 联细人, 连系人."""
CHANGED: Final = "改成|改为|改找|改|换成|换为|换做|换|变更为|变成|更新为"
LABEL_END: Final = r"[\s:,(\[\])】」]"
_PUT: Final = (
    rf"(?:(?:现在|以后|目前|暂时|这次|就|先|还是|还|也|请|麻烦|统一|已经?|要|想|是|叫|为|写|填|留|找|{CHANGED}|了)"
    rf"|{LABEL_END}++){{0,8}}"
)
CUE: Final = re.compile(
    rf"{REACH}(?:人?(?:方式|姓名)?|(?=:))(?:电话)?(?:现在|以后)?(?:写错了|错了)?{_PUT}"
    r"|(?:contact(?: ?person| ?name)?(?=:| is)|[我他她]叫|[叫喊]我"
    r"|称呼我?|我的?名字[是叫]?|名字[是叫:]?|姓名[是:]?|本人|全名[是叫]?|[大本真]名|尊称)"
    r"(?:[是叫就做作]|[\s:\])】」])*"
    rf"|(?:经办人?|负责人|经手人|对接人?|接待人|接洽人|(?:收|取|寄)[件货]人|法人|老板)(?:{LABEL_END}|{_PUT}(?<=[是叫为写填成找])|(?={HAN}{{2,3}}(?:[^\u4e00-\u9fff]|$)))"
    rf"|我是(?:[^,。;!?\n]{{1,16}}?的)?(?={HAN})"
    rf"|(?:这边|这里|我们)是(?={HAN}{{2,4}}(?:[^\u4e00-\u9fff]|$))"
    rf"|(?:[写填留找]|联系|打给)我(?:自己|本人)?(?:的名字)?(?:吧|呗|好了)?[,\s]*(?={HAN}{{2,4}}(?:[^\u4e00-\u9fff]|$))"
    rf"|(?:{CHANGED}|应该是|不是|现在是|,是)(?={HAN}|[a-z])"
    rf"|(?:[找跟由归]|打给|问|交给)(?={HAN})"
)
SURE: Final = re.compile(
    rf"{REACH}[人:]|contact|[我他她]叫|[叫喊]我|[姓大全]名|名字|对接人|经办人|负责人"
)
LABELS: Final = re.compile(rf"{REACH}[人:]|我叫|[姓大全]名|对接人|经办人")
LATIN_CUE: Final = re.compile(rf"contact|叫|喊|{REACH}[人:]|姓名|名字|对接|经办|负责人")
WORDY: Final = re.compile(rf"(?:{CHANGED}|应该是|不是|现在是|,是)")
"""These lead in to a name only where the message talks of names."""
TITLE_CUE: Final = re.compile(r"[找跟由归]|打给|问|交给")
"""These lead in to 李工; a whole name counts with 对接 and the like behind it."""
HOLDS: Final = re.compile(r"(?:[的新号码 ,:是改为]|电话|手机|座机){1,10}$")
"""What stands between a name and its number."""
NOBODY: Final = re.compile("周[一二三四五六日天末]|[白夜早中晚]班|阿姨")
"""经办人周三电话138…: no name, though it stands where one does."""
ROLE_BEFORE: Final = re.compile(rf"(?:{ROLE}|{DUTY}员?|[^人]人)$")
TO_DEAL_WITH: Final = re.compile(
    r"(?:来)?(?:对接|联系|接洽|沟通|接头|负责|安排|跟进|衔接)|就?(?:行|好|可以)|即可|吧"
)
NUMBER_NEXT: Final = re.compile(r"[ ,:]{0,2}[0-9]{3}")
"""找小李 139…: whose number follows is meant."""
IN_CHARGE: Final = re.compile(r"(?:全权|来|在|具体)?(?:负责|对接|经办|接洽|跟进)(?!人)")
"""What follows the name of whoever deals with it."""
NAME_TALK: Final = re.compile(
    rf"{REACH}[人:]|名字|姓名|姓|称呼|[叫喊]我|我?同事|对接|接电话|负责人|经办"
)
SURNAME_CUE: Final = re.compile(r"(?<!百)(?<!老百)姓(?!名)[ ,:是]?")
NAMED: Final = re.compile(rf"名{HAN}{{1,2}}(?=[^\u4e00-\u9fff]|$)")
FIRST_SIGN: Final = re.compile(
    "contact|[联连]|负责|跟进|接洽|叫|喊|名|姓|我是|本人|称呼|人是|人:|人】|对接|经办|负责人|找|跟|打给|这边是|这里是|同事|由|归|[写填留]我"
)

_OURS: Final = (
    r"(?:我们?(?:单位|公司|厂里?|店里?|这边|这里|家)?|咱们?|单位|公司)?的?"
    r"(?:同事|领导|助理|徒弟|搭档|秘书(?!长)|老婆|老公|爱人|老板|师傅|主管|手下|朋友|下属|合伙人)(?:来|叫|是|的名字)?(?:(?:吧|呗|好了)?[,\s]+)?"
)
TALK: Final = re.compile(
    rf"(?:好的?|[嗯恩]+|[哦噢呃]|[那这]个|对(?:接人?)?|行|那就?|就|先|还是|请|写|填|留|记|报|是|叫|喊|找|{REACH}人?|我们?(?:是|叫|的)?"
    r"|你们?|您|可以|直接|打给|给|姓名|名字|称呼|经办人?|负责人|电话|免贵|本人|这边|这里"
    r"|[:,。 】\]])++"
)
LEADS: Final = (
    re.compile(
        rf"(?:[嗯恩]+|呃|[那这]个|我们?是|我叫|{REACH}人?|是|叫|就?找|就?写|{_OURS}|我们?|咱们?|[由归跟和])+"
    ),
    re.compile(rf"{PART}的?(?={HAN})"),
    re.compile(rf"{ANY_PART}的?(?={HAN})"),
    re.compile(rf"{ROLE}[是叫:]?(?={HAN})"),
    re.compile(rf"{DUTY}(?={HAN})"),
    re.compile(
        rf"{HAN}{{1,6}}(?:厂|店|公司|院|会|站|社|馆|场|学校|幼儿园|超市)(?=[老小]{HAN}(?:{LABEL_END}|$))"
    ),
    re.compile(rf"{HAN}{{1,7}}的(?={HAN})"),
)
"""What may stand in one breath before a name, in this order: 我是 质检部的 主任 方志强."""

FIELD: Final = re.compile(r"[^\s,。;/、|:!?()\[\]~\-—+【】《》「」<>]+")
LABEL: Final = re.compile(
    rf"(?:我的?|{REACH})?(?:电[话活花]|手机号?|号码|座机|{REACH}人|微信(?:同号)?|联系方式|tel|姓名|单位|公司|企业|名称"
    r"|固话|手机|phone|mobile)[是为]?"
    r"|(?:这个|那个)?(?:才|就)?(?:是)?对的?"
    rf"|{ROLE}|{PART}的?|{DUTY}的?|\d{{1,2}}"
)
TAIL: Final = re.compile(
    r"(?:(?:的|[那这]个)?(?:电话|手机|号码|座机|微信)号?码?(?:是|为)?|收|本人|这边|对接|联系|来?负责|这个人|(?:就|都|也)?(?:行|好|可以|可得|要得|中|成|够)了?"
    rf"|即可|好了|吧|哈|啊|呀|啦|了|嘛|呗|咯|喽|哦|的|{PART}的?|{ROLE}){{0,12}}"
)
CLOSING: Final = re.compile(
    r"(?:(?:对接|联系)?(?:就|都|也)(?:行|好|可以|可得|要得)了?|即可|好了|[吧哈啊呀啦嘛呗咯喽哦])+$"
)
SOMEBODY: Final = re.compile(
    r"的?(?:同事|朋友|老婆|老公|爱人|家属|儿子|女儿|徒弟|秘书|助理|领导|下属|手下|推荐|介绍|的人)"
)
REPLACED: Final = re.compile(
    r"[ ,]?(?:已经|以后|现在)?(?:离职|调走|走了|不在这|不在了|不在公司|不负责|不管|辞职|退休"
    r"|不干了|换成|改成|换为|改为|(?:请假|休假|出差|休产假|住院|生病|不在)了?[^。;!?\n]{0,10}(?:转给|交给|换|由|我来|找我|改|以后|接手))"
)
SET_ASIDE: Final = re.compile(
    r"(?:不是|不找|别找|不用找|以前|原来|之前|原先|原|老|旧)(?:的?联系人)?(?:是|叫)?$"
)
ALONE: Final = re.compile(
    rf"(?:前台|总台|总机|老板娘?|厂长|值班室|值班员|值班电话|办公室|门卫|店长|本人|保安室|传达室|收发室|负责人|经理"
    rf"|主任|校长|园长|院长|(?!.里|公司|单位|社区|物业){PART})"
)
"""Who may be asked for without any name."""
