"""What others may see of a name, a phone, an identity number or a mail address.

One family for groups, cards, logs and exports: phone and identity number keep three and four,
a name its surname, mail its first letter (the habit under the law on personal information). Free
text is scrubbed of all numbers that could reach or name somebody; rather one serial number too
many is hidden than one phone shown, since the owner of a request can always look.
"""

import re
from typing import Final

STARS: Final = "****"

COMPOUND_SURNAME: Final = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|宇文|长孙|夏侯|司徒|司空|端木|轩辕|独孤|南宫"
    "|西门|百里|呼延|东郭|澹台|公冶|申屠|太史|钟离|闻人|赫连|拓跋|淳于|单于|万俟|濮阳|完颜|第五"
)

FULL_WIDTH: Final = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}

GAP: Final = r"[ \-.·]{0,2}"
SPOKEN: Final = "零〇洞一幺二两三四五六七八九拐勾"

NUMBERS: Final = re.compile(
    r"(?P<mail>[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)"
    r"|(?P<identity>(?<!\d)[1-9]\d{5}(?:19|20)\d\d[01]\d[0-3]\d\d{3}[\dXx](?!\d))"
    rf"|(?P<mobile>(?<!\d)(?:\+?86{GAP})?1[3-9]\d(?:{GAP}\d){{8}}(?!\d))"
    r"|(?P<landline>(?<!\d)\(?0[1-9]\d{1,2}\)?[ \-]?\d{3,4}[ \-]?\d{4}(?!\d))"
    r"|(?P<local>(?<![\dA-Za-z\-./])(?!20)[2-8]\d{3}(?: ?|-(?!\d\d00))\d{4}(?![\d\-.]))"
    rf"|(?P<spoken>(?<!\d)(?=\d*[{SPOKEN}])[\d{SPOKEN}](?: ?[\d{SPOKEN}]){{6,}})"
)
"""Every number that could reach or name somebody. What starts with 20 is taken for a date, and
round numbers with a dash between them for a range of prices."""


def mask_name(name: str) -> str:
    """The surname and one star, however long the name is."""
    name = name.strip()
    if not name:
        return ""
    kept = 2 if COMPOUND_SURNAME.match(name) else 1
    return f"{name[:kept]}*"


def mask_phone(phone: str) -> str:
    """138****5678, 027-****5678; an extension is hidden whole."""
    number, turn, _ = phone.partition("转")
    area, dash, local = number.rpartition("-")
    if not dash:
        area, local = (number[:3], number[3:]) if len(number) > 10 else ("", number)
    shown = local[-4:] if len(local) > 4 else ""
    return f"{area}{dash}{STARS}{shown}{turn}{'*' if turn else ''}"


def mask_mail(address: str) -> str:
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}"


def scrub(text: str) -> str:
    """`text` without any phone, identity number or mail address in full, whatever its spelling."""
    pieces: list[str] = []
    end = 0
    for found in NUMBERS.finditer(text.translate(FULL_WIDTH)):
        pieces += (text[end : found.start()], _masked(found))
        end = found.end()
    return "".join((*pieces, text[end:]))


def _masked(found: re.Match[str]) -> str:
    if found.lastgroup == "mail":
        return mask_mail(found[0])
    digits = "".join(sign for sign in found[0] if sign.isalnum())
    if found.lastgroup == "mobile":
        digits = digits[-11:]
    kept = "" if found.lastgroup == "local" else digits[:3]
    return f"{kept}{STARS}{digits[-4:]}"
