"""Who is asking: the firm, the contact and the phone in a message."""

import re
from collections.abc import Mapping
from typing import Final

from bot.dialogs.intake_listening import Hearing, Listening, Rejection, taken_by
from bot.intents.entities.companies import read_company
from bot.intents.entities.contacts import read_contact
from bot.intents.entities.phones import read_phone
from bot.intents.reading import Reading
from core.intents import Act
from core.phones import BadPhone, Phone, PhoneFault
from core.rejected import Rejected

MANY_DIGITS: Final = re.compile(r"[\d\s\-—()+.]{7,}")

PHONE_FAULTS: Final[Mapping[PhoneFault, str]] = {
    PhoneFault.TOO_SHORT: "“{said}”少了位数：手机是11位，座机要带区号。麻烦再发一次。",
    PhoneFault.TOO_LONG: "“{said}”多了位数：手机是11位，座机要带区号。麻烦再发一次。",
    PhoneFault.UNKNOWN_PREFIX: "“{said}”不像能拨通的号码，麻烦核对后再发一次。",
}


def hear_phone(listening: Listening) -> Hearing:
    reading = listening.reading
    own = [found.phone for found in reading.phones if not found.denied]
    if own:
        return Hearing({"phone": str(own[-1])})
    digits = MANY_DIGITS.fullmatch(reading.plain.strip()) and "phone" not in listening.answers
    if listening.key != "phone" and not digits:
        return Hearing()
    read = read_phone(reading.plain)
    if isinstance(read, Phone):
        return Hearing({"phone": str(read)})
    if not isinstance(read, BadPhone):
        return Hearing()
    why = Rejected(PHONE_FAULTS[read.reason], {"said": read.said})
    return Hearing(rejections=(Rejection("phone", read.reason, why),))


def hear_company(listening: Listening) -> Hearing:
    reading = listening.reading
    wanted = listening.key == "company" or listening.corrects
    own = [found.value for found in reading.companies if not found.foreign]
    if own and (wanted or "company" not in listening.answers):
        return Hearing({"company": own[-1]})
    if listening.key != "company" or not _may_be_name(reading):
        return Hearing()
    read = read_company(reading.plain, reading.text)
    return Hearing({"company": read}) if read else Hearing()


def hear_contact(listening: Listening) -> Hearing:
    reading = listening.reading
    wanted = listening.key == "contact" or listening.corrects
    own = [found.value for found in reading.contacts if not found.foreign]
    if own and (wanted or "contact" not in listening.answers):
        return Hearing({"contact": own[-1]})
    if listening.key != "contact" or not _may_be_name(reading):
        return Hearing()
    read = read_contact(reading.plain, reading.text, taken_by(reading))
    return Hearing({"contact": read}) if read else Hearing()


def _may_be_name(reading: Reading) -> bool:
    meant = reading.meant
    return not meant.topics and not reading.phones and not reading.does(Act.AFFIRM, Act.BACK)
