"""Who acts: the roles of the standard, and a person with those they hold at one station."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The parties of clauses 3.1–3.3 and 4.1.4, and the administrator of the installation."""

    ENTERPRISE = "enterprise"
    SPECIALIST = "specialist"
    HEAD = "head"
    CENTRE = "centre"
    PROVIDER = "provider"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]


ROLE_LABELS: Final[dict[Role, str]] = {
    Role.ENTERPRISE: "企业",
    Role.SPECIALIST: "质量服务专员",
    Role.HEAD: "站长",
    Role.CENTRE: "服务中心",
    Role.PROVIDER: "质量服务机构",
    Role.ADMINISTRATOR: "管理员",
}

STAFF: Final = frozenset({Role.SPECIALIST, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something. `person` is an id, empty for the system; `trained` is the training
    that clause 4.1.4.3 asks of a specialist; `provider` is the body that a contact speaks for.
    `circle` are the persons in whose chats, linked with this one, they act as well."""

    person: str
    roles: frozenset[Role]
    station: str
    on_duty: bool = True
    trained: bool = True
    provider: str = ""
    circle: frozenset[str] = frozenset()

    @property
    def is_system(self) -> bool:
        return not self.person

    @property
    def is_staff(self) -> bool:
        return not STAFF.isdisjoint(self.roles)

    def speaks_for(self, person: str) -> bool:
        """Whether what is `person`'s is theirs to act on."""
        return person == self.person or person in self.circle

    def has(self, role: Role) -> bool:
        return role in self.roles


SYSTEM: Final = Actor("", frozenset(), "")
"""What falls due acts as this; no message that comes in ever does."""


def may_settle(judge: Actor, concerned: Collection[str], escalation_contact: str = "") -> bool:
    """Whether `judge` may settle a complaint or bad rating about the persons `concerned`.

    Nobody judges in their own cause (clause 4.4.1.5): a head who served is concerned too, and
    the escalation contact stands in.
    """
    superior = judge.person == escalation_contact != ""
    return (judge.has(Role.HEAD) or superior) and judge.person not in concerned
