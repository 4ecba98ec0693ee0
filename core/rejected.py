"""What a person gave and cannot stand, as a value: the sentence to say before asking again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rejected:
    """`why` is a template and its own message id; `values` are put in by name when it is said."""

    why: str
    values: Mapping[str, str] = field(default_factory=dict)

    def render(self) -> str:
        return self.why.format(**self.values)
