"""The XML of pushes and replies: read as nested values, written so that any text is safe in it.

It is read by expat itself. A document type is refused where it begins, so that no entity is ever
declared, and how deep and how many elements may stand in one push is bounded: in safe mode it is
read before it is known who sent it. What is written stands in CDATA, where the library that reads
and writes the rest breaks on `]]>` and reads an empty element as no text at all.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.parsers import expat

ROOT: Final = "xml"
DEEPEST: Final = 8
MOST_ELEMENTS: Final = 1000
"""The deepest documented push has four levels (WeCom: template_card_event), the longest about
fifty elements."""

UNWRITABLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_END: Final = re.compile("\r\n?")

Node = str | dict[str, Any]
Value = str | int | Mapping[str, "Value"] | Sequence[Mapping[str, "Value"]]


class BadXml(Exception):
    """No push. It says why, never what stood in it."""


def read_xml(body: bytes) -> Mapping[str, Any]:
    """The elements under the root: text as text ("" where there is none), elements as mappings, a
    name that stands several times as a list. Raise `BadXml` and nothing else."""
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
    except expat.ExpatError as error:
        raise BadXml(expat.ErrorString(error.code)) from None
    found = reader.read
    return found if isinstance(found, dict) else {}


def words_of(fields: Mapping[str, Any], name: str) -> str:
    """The text of an element; "" where it is missing or is none."""
    found = fields.get(name, "")
    return found if isinstance(found, str) else ""


def inside(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The elements in an element; none where there are none."""
    found = fields.get(name)
    return found if isinstance(found, dict) else {}


def each_of(fields: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The elements of a name that may stand once, several times or not at all."""
    found = fields.get(name)
    many = found if isinstance(found, list) else [found]
    return [one for one in many if isinstance(one, dict)]


def written(fields: Mapping[str, Value]) -> str:
    """A whole document. Of a list, every member becomes an element of that name."""
    return f"<{ROOT}>{_elements(fields)}</{ROOT}>"


def cdata(text: str) -> str:
    """Text as an element holds it; what would end it is divided."""
    return f"<![CDATA[{cleaned(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def cleaned(text: str) -> str:
    """Text without what XML has no sign for, and with the one line end that it knows."""
    return UNWRITABLE.sub("", LINE_END.sub("\n", text))


def _elements(fields: Mapping[str, Value]) -> str:
    return "".join(_element(name, value) for name, value in fields.items())


def _element(name: str, value: Value) -> str:
    match value:
        case str():
            return f"<{name}>{cdata(value)}</{name}>"
        case int():
            return f"<{name}>{value}</{name}>"
        case Mapping():
            return f"<{name}>{_elements(value)}</{name}>"
    return "".join(_element(name, one) for one in value)


class _Reader:
    """Keeps what is open: of each element its name, its text so far, and what stands in it."""

    def __init__(self) -> None:
        self.read: Node = ""
        self._open: list[tuple[str, list[str], dict[str, Any]]] = []
        self._elements = 0
        # Pushes are UTF-8 whatever they declare; other encodings bring errors of their own.
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._begun
        self.parser.CharacterDataHandler = self._said
        self.parser.EndElementHandler = self._ended

    def _doctype(self, *_declared: object) -> None:
        raise BadXml("document type")

    def _begun(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if not self._open and name != ROOT:
            raise BadXml("root")
        if len(self._open) >= DEEPEST or self._elements > MOST_ELEMENTS:
            raise BadXml("size")
        self._open.append((name, [], {}))

    def _said(self, text: str) -> None:
        self._open[-1][1].append(text)

    def _ended(self, _name: str) -> None:
        name, texts, children = self._open.pop()
        node: Node = children or "".join(texts)
        if not self._open:
            self.read = node
            return
        siblings = self._open[-1][2]
        if name not in siblings:
            siblings[name] = node
        elif isinstance(siblings[name], list):
            siblings[name].append(node)
        else:
            siblings[name] = [siblings[name], node]
