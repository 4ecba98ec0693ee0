"""The domain's no: one exception that is safe to show, after which everything is as before."""

from collections.abc import Mapping
from typing import Final

NOBODY: Final[Mapping[str, str]] = {}


class Refused(Exception):
    """`msgid` is the sentence as a template and its own message id, `values` go in by name.

    Values may be words of an enumeration, shown by their label, and ids of persons, for which
    `sentence` takes the names.
    """

    def __init__(self, msgid: str, **values: str) -> None:
        super().__init__(msgid, values)
        self.msgid = msgid
        self.values: Mapping[str, str] = values

    def sentence(self, names: Mapping[str, str] = NOBODY) -> str:
        """The sentence to say, with ids replaced by what `names` calls them."""
        shown = {
            key: getattr(value, "label", names.get(value, value))
            for key, value in self.values.items()
        }
        return self.msgid.format_map(shown)
