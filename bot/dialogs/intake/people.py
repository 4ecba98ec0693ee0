"""Who is asking: the firm, the contact and the phone in a message."""

import re
from collections.abc import Mapping
from typing import Final

from bot.dialogs.intake.confirming import says_yes
from bot.dialogs.intake.listening import Hearing, Listening, Rejection, taken_by
from bot.dialogs.intake.pairs import main_pair
from bot.intents.entities.companies import read_company
from bot.intents.entities.contacts import read_contact
from bot.intents.entities.names import Fullness, name_at
from bot.intents.entities.phones import read_phone
from bot.intents.entities.roles import ANY_PART
from bot.intents.entities.surnames import looks_like_person
from bot.intents.reading import Reading
from core.intents import Act, Meaning
from core.phones import BadPhone, Phone, PhoneFault
from core.rejected import Rejected

COMPANY_LETTERS: Final = 30
CONTACT_LETTERS: Final = 10
COMPANY_NAMED: Final = re.compile(r"(?:单位|公司|企业|厂)(?:名称?|全称|写|是|叫)|全称")
CONTACT_NAMED: Final = re.compile(
    r"联系人|[写填留]我(?:自己|本人|[^\d]{0,4}[,\s])|(?:转给|交给|换)我"
    r"|(?:后面|以后|今后|往后|后头|现在|之后|后续)(?:都|就|直接|请|有事)*(?:找|联系|打给)我|[归由]我(?:管|负责|跟|来)|我来?(?:接手|负责|跟进?)"
)
PERSONS_ALONE: Final = tuple(
    re.compile(rf"\W*(?P<name>[\u4e00-\u9fff]{{{letters}}})\W*(?:(?:我?是)?{ANY_PART}的?\W*)?")
    for letters in (3, 2, 4)
)
"""A name and at most the department behind it, the likeliest length first."""
NAMING: Final = re.compile(r"(?!.*\d{5}).*(?:[\u4e00-\u9fff]{2}|[A-Za-z]{2})")
TALK: Final = re.compile(
    r"[这那的了着过被让用很太都也还就没不得别搬拿测换啊呀吧呢嘛呃想要招投要检送报来去做办查弄搞写发]"
    r"|[上下这本]个?[周月]|主要|名字|电话|号码|单位|稍等|马上"
)
"""Signs of talk: what holds one is taken for a name only where nothing else is ever answered."""
MOST_IN_VAIN: Final = 3
"""How often a question is put again before whatever is said must be the answer."""
SPEAKS: Final = re.compile("[我你您他她它们把给说问]")
"""Whoever says one of these talks to the assistant, and names nobody."""
HUMMED: Final = re.compile(r"[嗯恩哦噢]+[\s,.。、~…]*[\u4e00-\u9fff]{2,4}")
"""A hum before a name agrees to nothing."""
WHOLE_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
PHONE_NAMED: Final = re.compile(r"(?:电话|手机|座机|号码)[^\d,，。]{0,8}(\d[\d\-—() ]{3,})")
QUESTION: Final = re.compile(r"[?吗呢]|什么|怎么|哪|多少|几|([行好能可是要])不\1")
NEW_DIGITS: Final = re.compile(
    r"是(?P<new>\d{2,6})[,，\s]*(?:而)?不是(?P<old>\d{2,6})"
    r"|不是(?P<wrong>\d{2,6})[,，\s]*(?:而)?(?:应该)?是(?P<right>\d{2,6})"
    r"|(?:尾号|(?:最后|后面?|末尾?)[两二三四234]位)(?:数字)?(?:应该|改)?[是成为](?P<end>\d{2,4})(?!\d)"
)
"""A few digits of the number that was given: “尾号打反了，是64不是46”."""
OF_THE_NUMBER: Final = re.compile(r"尾号|号码|电话|手机|座机|打反|[两二三四234]位")
NOT_TO_CALL: Final = re.compile(r"合同|编号|证号|单号|批号|批次")
ATTEMPT: Final = re.compile(r"^[\d\s\-—()+.]{7,}$|(?<![\d.a-z])1[3-9]\d{7,11}(?![\d.])")
"""What can only be meant as a number to call, though it may have too few or too many digits."""

PHONE_FAULTS: Final[Mapping[PhoneFault, str]] = {
    PhoneFault.TOO_SHORT: "“{said}”少了位数：手机是11位，座机要带区号。麻烦再发一次。",
    PhoneFault.TOO_LONG: "“{said}”多了位数：手机是11位，座机要带区号。麻烦再发一次。",
    PhoneFault.UNKNOWN_PREFIX: "“{said}”不像能拨通的号码，麻烦核对后再发一次。",
}


def hear_phone(listening: Listening) -> Hearing:
    reading = listening.reading
    given = _given_phone(listening)
    if given:
        return Hearing({"phone": given})
    if reading.phones and all(found.denied for found in reading.phones):
        return Hearing()
    digits = ATTEMPT.search(reading.plain) and not NOT_TO_CALL.search(reading.plain)
    digits = digits and "phone" not in listening.answers
    named = PHONE_NAMED.search(reading.plain)
    if listening.key != "phone" and not digits and named is None:
        return Hearing()
    read = read_phone(named[1] if named else reading.plain)
    if isinstance(read, Phone):
        return Hearing({"phone": str(read)})
    if not isinstance(read, BadPhone):
        return Hearing()
    why = Rejected(PHONE_FAULTS[read.reason], {"said": read.said})
    return Hearing(rejections=(Rejection("phone", read.reason, why),))


def _given_phone(listening: Listening) -> str:
    """The number that a message certainly gives, whole or by the digits that were wrong."""
    reading = listening.reading
    if pair := main_pair(reading):
        return pair.phone
    own = [found for found in reading.phones if not found.denied]
    if not own:
        return _respelled(reading.plain, listening.answers.get("phone", ""))
    last = listening.corrects or "phone" in listening.answers
    one = own[-1] if last else next((found for found in own if not found.aside), own[0])
    return _respelled(reading.plain, str(one.phone)) or str(one.phone)


def _respelled(plain: str, known: str) -> str:
    """The known number with the digits that are put right; nothing where they do not fit it."""
    said = NEW_DIGITS.search(plain)
    spoken_of = OF_THE_NUMBER.search(plain) or NEW_DIGITS.fullmatch(plain.strip())
    if said is None or not known or not spoken_of:
        return ""
    new = said["new"] or said["right"] or said["end"]
    old = said["old"] or said["wrong"] or known[-len(new) :]
    if len(old) != len(new) or old not in known:
        return ""
    before, _, after = known.rpartition(old)
    read = read_phone(f"{before}{new}{after}")
    return str(read) if isinstance(read, Phone) else ""


def hear_company(listening: Listening) -> Hearing:
    reading = listening.reading
    named = COMPANY_NAMED.search(reading.plain) is not None
    agreed = listening.key == "confirm" and says_yes(reading)
    wanted = listening.key == "company" or listening.corrects or named or agreed
    own = [found.value for found in reading.companies if not found.foreign]
    if own and (wanted or "company" not in listening.answers):
        return Hearing({"company": own[-1]})
    asks = QUESTION.search(reading.plain) or reading.wishes
    if listening.key != "company" or asks or not _may_be_name(reading):
        return Hearing()
    read = read_company(reading.plain, reading.text)
    if read is None and _person_alone(reading) in ("", reading.text.strip()):
        read = _taken_as_said(listening, COMPANY_LETTERS)
    return Hearing({"company": read}) if read else Hearing()


def hear_contact(listening: Listening) -> Hearing:
    reading = listening.reading
    if pair := main_pair(reading):
        return Hearing({"contact": pair.name} if pair.name else {})
    known = listening.answers.get("contact", "")
    handed = CONTACT_NAMED.search(reading.plain) is not None
    wanted = listening.key == "contact" or listening.corrects or handed or not known
    own = [found.value for found in reading.contacts if not found.foreign]
    if own and (wanted or _is_fuller(own[-1], known)):
        return Hearing({"contact": own[-1]})
    if _is_fuller(reading.text.strip(), known):
        return Hearing({"contact": reading.text.strip()})
    if listening.key == "company" and not known and (name := _person_alone(reading)):
        return Hearing({"contact": name})
    if listening.key != "contact" or not _may_be_name(reading):
        return Hearing()
    read = read_contact(reading.plain, reading.text, taken_by(reading))
    read = read or _taken_as_said(listening, CONTACT_LETTERS)
    return Hearing({"contact": read}) if read else Hearing()


def _person_alone(reading: Reading) -> str:
    """The person who is all that was answered to "which enterprise?": 闻立新，工程部的."""
    if reading.does(*Act) or not reading.means(Meaning.NONE):
        return ""
    matches = (alone.fullmatch(reading.plain) for alone in PERSONS_ALONE)
    named = (said.span("name") for said in matches if said and _is_person(said["name"]))
    return next((reading.text[slice(*span)] for span in named), "")


def _is_person(name: str) -> bool:
    """张宏 and 邬工, for a name and a title."""
    called = name_at(name, 0)
    titled = called is not None and called.fullness is Fullness.TITLED and called.end == len(name)
    return looks_like_person(name) or titled


def _is_fuller(name: str, known: str) -> bool:
    """A whole name after the surname alone ("姓路", then "路遥")."""
    whole = WHOLE_NAME.fullmatch(name) is not None
    return whole and 1 <= len(known) < len(name) and name.startswith(known)


def _taken_as_said(listening: Listening, most: int) -> str:
    """A short answer to a question put again stands as it was said: the summary shows it, and a
    question that nobody can answer would be a dead end."""
    reading, asked = listening.reading, listening.asked
    said = reading.text.strip(" ，。,.！!")
    if not NAMING.match(said):
        return ""
    plainly = reading.means(Meaning.NONE, Meaning.NEED) and not reading.does(*Act)
    if asked is None or not asked.again or not plainly or QUESTION.search(reading.plain):
        return ""
    if most == COMPANY_LETTERS and _is_person(said) and asked.again < MOST_IN_VAIN:
        return ""
    if SPEAKS.search(reading.plain):
        return ""
    talks = TALK.search(reading.plain) or reading.meant.matched
    another = reading.contacts and not _is_person(said)
    if another or reading.wishes or (talks and asked.again < MOST_IN_VAIN):
        return ""
    return said if 1 < len(said) <= most else ""


def _may_be_name(reading: Reading) -> bool:
    meant = reading.meant
    agrees = reading.does(Act.AFFIRM) and not HUMMED.fullmatch(reading.plain)
    return not (meant.topics or reading.phones or agrees or reading.does(Act.BACK))
