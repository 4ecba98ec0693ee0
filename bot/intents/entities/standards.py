"""Numbers of standards and rules: a grammar, not a list.

GB/T 19001-2016, gbt19001, JJG 52-2013, TSG T7001, DB42/T 1319, Q/WHJX 003-2025, ISO/IEC 17025: with
or without a blank, a slash or a year, in small letters, glued to words. Letters that model numbers
begin with as well (SC200, YB-150) need a year, a /T, or a blank and four digits.
"""

import re
from typing import Final

from bot.intents.entities.found import Found

_DASH: Final = "[-\u2010-\u2015_~]"
_PARTS: Final = r"(?:\s?\.\s?\d{1,3}){0,3}"
_YEAR: Final = rf"(?:\s?(?:{_DASH}{{1,2}}|:)\s?(?:(?:19|20)\d\d|[789]\d)(?!\d))"
_TRADES: Final = (
    "aq|bb|cb|cy|cj|dl|dz|fz|ga|gh|gy|hb|hg|hj|hy|jb|jc|jg|jr|jt|lb|ld|ls|ly|mh|mt|mz|nb|ny|qb"
    "|qc|qj|sb|sc|sd|sf|sh|sj|sl|sn|sy|tb|td|ty|wb|wh|wst?|wz|xb|xf|yb|yc|yd|yy|yz|zy"
)
"""The letters of the trades' standards: 机械 JB, 轻工 QB, 医药 YY."""
_FOREIGN: Final = (
    "iso|iec|itu|oiml|en|din|bs|nf|jis|ansi|astm|asme|ieee|ul|gost|sae|api|iatf|aatcc|ohsas|cns"
    r"|as(?=[\s-]?\d{4})"
)
_ADOPTED: Final = r"(?:[\s-]?(?P<{}>en|iso|iec)(?![a-z]))?"

CODE: Final = re.compile(
    r"(?<![a-z])(?:"
    rf"(?P<rule>gb|gjb|gbj|gbz|rb|db\d\d(?:\d\d)?)\s?(?:/\s?(?P<kind>[tzj])|(?P<glued>[tz])(?=[\s-]?\d))?"
    rf"{_ADOPTED.format('adopted')}[\s-]{{0,2}}(?P<number>\d{{1,6}}[a-e]?{_PARTS})(?P<year>{_YEAR})?"
    rf"|(?P<plain>jjg|jjf|tsg|cnas|cnca)[\s-]{{0,2}}(?P<count>(?:[a-z]{{1,2}}\s?)?\d{{2,5}}{_PARTS})"
    rf"(?P<of>{_YEAR})?"
    rf"|(?P<trade>{_TRADES})\s?(?:/\s?(?P<trade_kind>[tzj])|(?P<trade_glued>[tz])(?=[\s-]?\d))?"
    rf"{_ADOPTED.format('taken')}[\s-]{{0,2}}(?P<item>\d{{1,6}}{_PARTS})(?P<issue>{_YEAR})?"
    rf"|(?P<foreign>(?:{_FOREIGN})(?:\s?/\s?(?:{_FOREIGN}))*(?:\s?/?\s?(?:t[rsm]|pas|guide))?)[\s-]?"
    rf"(?P<digits>(?:[a-z]\s?)?\d{{2,6}}(?:{_DASH}\d{{1,2}}(?!\d)){{0,2}}{_PARTS})(?P<edition>{_YEAR})?"
    r"|db\d\d(?!\s?/)"
    rf"|(?P<own>[qt])\s?/\s?(?P<letters>[a-z]{{2,10}})"
    rf"(?:[\s-]?(?P<serial>[a-z]?\d{{1,6}}{_PARTS})(?P<since>{_YEAR})?)?"
    r")(?![\da-z])"
)
_LETTER: Final = re.compile("[a-z]")
_SIGN: Final = re.compile("[0-9/]")
_FEWEST_BARE: Final = 4
_BLANKS: Final = re.compile(r"\s")
_DASHES: Final = re.compile(rf"{_DASH}+")


def find_standards(plain: str) -> tuple[Found, ...]:
    """The numbers of standards, in the order said, each as the standard itself writes it."""
    codes = standard_codes(plain)
    return tuple(Found(*code.span(), usual) for code in codes if (usual := _usual(code)))


def standard_codes(plain: str) -> list[re.Match[str]]:
    """Where such numbers stand, also what they only begin with (Q/WHJX, DB42)."""
    if not (_LETTER.search(plain) and _SIGN.search(plain)):
        return []
    return [code for code in CODE.finditer(plain) if _is_sure(code)]


def _is_sure(code: re.Match[str]) -> bool:
    """JB/T 4730, YY 0505 and HG20592-2009, but no SC200/200."""
    if not code["trade"] or code["trade_kind"] or code["trade_glued"] or code["taken"]:
        return True
    apart = _BLANKS.search(code.string, code.end("trade"), code.start("item"))
    bare = apart and len(code["item"]) >= _FEWEST_BARE
    return bool(code["issue"] or bare)


def _usual(code: re.Match[str]) -> str:
    issuer, number, year = (
        _first(code, "rule", "plain", "trade", "foreign", "letters"),
        _first(code, "number", "count", "item", "digits", "serial"),
        _first(code, "year", "of", "issue", "edition", "since"),
    )
    if not number:
        return ""
    kind = _first(code, "kind", "glued", "trade_kind", "trade_glued")
    adopted = _first(code, "adopted", "taken")
    head = f"{code['own']}/{issuer}" if code["own"] else f"{issuer}/{kind}" if kind else issuer
    return " ".join(filter(None, (head, adopted, number + year))).upper()


def _first(code: re.Match[str], *names: str) -> str:
    said = next((code[name] for name in names if code[name]), "")
    return _DASHES.sub("-", _BLANKS.sub("", said))
