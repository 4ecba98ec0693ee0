"""What is wrong in the lexicon's tables: the file, the line, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

SAID: Final = "{file} 第{line}行：{why}"
OF_THE_FILE: Final = "{file}：{why}"


class Place(NamedTuple):
    """A line of a table; line 0 is the file itself."""

    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps the lexicon from being used as it is written."""

    place: Place
    why: str

    def __str__(self) -> str:
        template = SAID if self.place.line else OF_THE_FILE
        return template.format(file=self.place.path.name, line=self.place.line, why=self.why)


class LexiconError(ValueError):
    """The lexicon cannot be read; `faults` are all that is wrong with it, in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
