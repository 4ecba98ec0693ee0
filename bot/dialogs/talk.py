"""One message of an enterprise in its chat: what was read, what is known, how to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.dialogs.intake.steps import INTAKE
from bot.intents.reading import Reading
from core.context import Context, Dossier
from core.conversations import Heard
from core.decision import Decision
from core.dialogs.progress import Progress, ProgressState, adopt
from core.messages import Choice, Inbound, Line, Outbound
from core.people import Actor, Role
from core.requests.status import Group


@dataclass(frozen=True)
class Talk:
    """A message in its context; every answer to it is made here."""

    inbound: Inbound
    reading: Reading
    context: Context

    @cached_property
    def intake(self) -> Progress | None:
        """The need that is being taken in; what it was saved as is adopted, not trusted."""
        progress = self.open_dialog(INTAKE.key)
        return adopt(INTAKE, progress) if progress else None

    @cached_property
    def dropped_intake(self) -> Progress | None:
        """The need that was dropped last, and may be taken up again."""
        dropped = (
            one
            for one in self.context.progresses
            if one.dialog == INTAKE.key and one.state is ProgressState.DROPPED
        )
        found = next(dropped, None)
        return adopt(INTAKE, found) if found else None

    @cached_property
    def open_dossiers(self) -> tuple[Dossier, ...]:
        """The requests that are being worked on: those of this chat, then of those linked with it,
        each newest first."""
        found = (one for one in self.context.dossiers if one.request.status.group is Group.OPEN)
        return tuple(sorted(found, key=self.is_linked))

    @property
    def open_here(self) -> tuple[Dossier, ...]:
        """Those of them that were filed in this chat."""
        return tuple(one for one in self.open_dossiers if not self.is_linked(one))

    def is_linked(self, dossier: Dossier) -> bool:
        """Whether a request was filed in another chat, with which this one is linked."""
        return dossier.request.chat in self.context.circle.chats

    @property
    def actor(self) -> Actor:
        """The person who writes, as the enterprise."""
        context = self.context
        roles, circle = frozenset({Role.ENTERPRISE}), context.circle.persons
        return Actor(context.person.id, roles, context.station.id, circle=circle)

    def open_dialog(self, key: str) -> Progress | None:
        """The latest open conversation of a kind."""
        return next(
            (
                progress
                for progress in self.context.progresses
                if progress.dialog == key and progress.state is ProgressState.OPEN
            ),
            None,
        )

    def say(
        self, lines: Iterable[Line], choices: Iterable[Choice] = (), about: str = ""
    ) -> Decision:
        """Answer in this chat."""
        chat = self.context.chat.id
        return Decision(says=(Outbound(chat, tuple(lines), tuple(choices)),))

    def heard(self, kind: str, /, **values: str) -> Decision:
        """Note what was understood."""
        return Decision(heard=(Heard(kind, values),))


def saving(*values: Any) -> Decision:
    """Write these values."""
    return Decision(saves=values)
