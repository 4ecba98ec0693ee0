"""One message of a member in the room: who writes, what it is about, how to answer.

What a member asks for is answered to that member alone; what happens to a request is shown to all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.acting import actor_of
from bot.intents.reading import Reading
from bot.room.glued import hear_glued, takes
from bot.room.spoken import Spoken, hear
from core.buttons import Button, button_of
from core.context import Context, Dossier
from core.conversations import Heard
from core.decision import Decision
from core.dialogs.progress import Progress, ProgressState
from core.messages import Choice, Inbound, InboundKind, Line, Outbound
from core.parties import Person
from core.people import Actor
from core.requests.actions import Action
from core.requests.numbers import whole_number
from core.requests.status import Status
from core.shanghai import day_of


@dataclass(frozen=True)
class RoomTalk:
    """A member's message in its context."""

    inbound: Inbound
    reading: Reading
    context: Context

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.context)

    @cached_property
    def spoken(self) -> Spoken | None:
        """The command that was written; a button's words are no command."""
        if self.inbound.kind is InboundKind.PRESS:
            return None
        return hear(self.text) or self._glued()

    def _glued(self) -> Spoken | None:
        context = self.context
        if takes(self.text):
            return self._taken()
        return hear_glued(self.text, context.at, context.station.staff.values(), self.person)

    def _taken(self) -> Spoken | None:
        """“我接了”: of what one holds already it tells something else, a phone for one."""
        request = self.here.request if self.here else None
        if request and request.owner == self.person.id:
            return None
        draft = request is not None and request.status is Status.DRAFT
        return hear((Action.TAKE_OVER if draft else Action.CLAIM).label)

    @property
    def is_addressed(self) -> bool:
        """Whether the message asks something of the assistant, and is no talk."""
        return self.inbound.kind is InboundKind.PRESS or self.spoken is not None

    @property
    def text(self) -> str:
        return self.inbound.text.strip()

    @property
    def person(self) -> Person:
        return self.context.person

    @property
    def button(self) -> Button | None:
        """What was pressed, as it was sent; None for a button that nobody sent."""
        pressed = self.context.pressed
        return button_of(pressed.does) if pressed else None

    @property
    def thread(self) -> str:
        """The request in whose talk this stands."""
        pressed = self.context.pressed
        return (pressed.message.thread if pressed else "") or self.inbound.thread

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What staff are called."""
        return {person.id: person.name for person in self.context.station.staff.values()}

    @property
    def here(self) -> Dossier | None:
        """The request in whose talk this stands."""
        return self.found(self.thread) if self.thread else None

    def found(self, key: str) -> Dossier | None:
        """A request that was loaded, by its id or by its number as people write it."""
        number = self.whole(key)
        for dossier in self.context.found:
            if dossier.request.id == key or dossier.request.number == number:
                return dossier
        return None

    def whole(self, mentioned: str) -> str:
        """The whole number that a mention stands for."""
        code = self.context.station.settings.code.upper()
        return whole_number(mentioned, code, day_of(self.context.at).year)

    def waiting(self, *dialogs: str) -> Progress | None:
        """The question that this member was asked last in this talk, if it is still open. What is
        said before everybody also answers a question about one request, which a page may show
        there."""
        for progress in self.context.progresses:
            here = not self.thread or progress.answers.get("thread", "") == self.thread
            if progress.dialog in dialogs and here and progress.state is ProgressState.OPEN:
                return progress
        return None

    def tell(self, *lines: Line, choices: Iterable[Choice] = ()) -> Decision:
        """Answer this member alone."""
        return Decision(says=(self.private(lines, choices),))

    def private(self, lines: Iterable[Line], choices: Iterable[Choice] = ()) -> Outbound:
        """A message that this member alone sees, in the talk in which it was asked for."""
        return Outbound(
            self.context.chat.id,
            tuple(lines),
            tuple(choices),
            thread=self.thread,
            only=self.person.id,
            about=self.thread,
        )

    def picture(self, reference: str) -> Outbound:
        """A picture that this member alone sees."""
        return replace(self.private(()), image=reference)

    def heard(self, kind: str, **values: str) -> Decision:
        """Note what was understood."""
        return Decision(heard=(Heard(kind, values),))


def saying(template: str, **values: str) -> Line:
    """A template with its values."""
    return Line(template, values)
