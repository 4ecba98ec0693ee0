"""The XML of callbacks and of the replies to them."""

from collections.abc import Mapping
from typing import TypeAlias
from xml.etree import ElementTree

Fields: TypeAlias = Mapping[str, "str | int | Fields | list[Fields]"]
Read: TypeAlias = dict[str, "str | Read | list[str | Read]"]


def _element(name: str, value: "str | int | Fields | list[Fields]") -> str:
    if isinstance(value, list):
        return "".join(_element(name, each) for each in value)
    if isinstance(value, Mapping):
        return f"<{name}>{body(value)}</{name}>"
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    # Real pushes end a section early where the text holds its end, and begin another.
    return f"<{name}><![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def body(fields: Fields) -> str:
    return "".join(_element(name, value) for name, value in fields.items())


def write(fields: Fields) -> str:
    return f"<xml>{body(fields)}</xml>"


def _read(element: ElementTree.Element) -> "str | Read":
    if not len(element):
        return element.text or ""
    found: Read = {}
    for child in element:
        value = _read(child)
        before = found.get(child.tag)
        if before is None:
            found[child.tag] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            found[child.tag] = [before, value]
    return found


def read(text: str) -> Read | None:
    """The fields of an `<xml>` document; nothing where it is none."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return None
    found = _read(root)
    return found if root.tag == "xml" and isinstance(found, dict) else None


def word(fields: Read, name: str) -> str:
    """A field of plain text, or nothing."""
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""
