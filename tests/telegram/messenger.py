"""Telegram as its people use it, for tests: who writes what, who presses what, what is then seen.

Nothing here sleeps: whoever waits for something waits at the server, which answers as soon as
anything at all has changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self

import httpx

from bot.clock import SystemClock
from tests.telegram.persons import Person
from tests.telegram.sights import Json, Message, Press, Request, Topic, View

PATIENCE: Final = 10.0
"""Seconds until a test gives up on what it waits for."""
MANAGES: Final = ("can_manage_topics", "can_pin_messages", "can_delete_messages")


class NotSeen(AssertionError):
    """What a test waited for did not come; the message says what was there instead."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group, a supergroup or a forum."""

    id: int
    title: str


class Telegram:
    """One world with one bot; `token`, `base_url` and `base_file_url` are what a client takes."""

    def __init__(self, client: httpx.AsyncClient, origin: str, made: Json) -> None:
        self._client = client
        self._origin = origin
        self.token: str = made["token"]
        self.bot_id: int = made["bot"]["id"]
        self.bot_name: str = made["bot"]["username"]
        self.looked_at_violations = False
        self.base_url = f"{origin}/bot"
        self.base_file_url = f"{origin}/file/bot"

    @classmethod
    async def made(
        cls, client: httpx.AsyncClient, origin: str, *, at: datetime | None = None
    ) -> Self:
        """A new world, in which it is `at` now; without that, the time that it is here."""
        now = at or SystemClock().now()
        answer = await client.post(f"{origin}/control/worlds", json={"at": now.timestamp()})
        return cls(client, origin, answer.raise_for_status().json())

    async def asks(self, act: str, **what: Any) -> Any:
        """Any act of the control, by its name there."""
        url = f"{self._origin}/control/{self.token}/{act}"
        answer = await self._client.post(url, json=what, timeout=PATIENCE * 2)
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise AssertionError(answer.json()["misused"])
        return answer.raise_for_status().json()

    async def ends(self) -> None:
        await self.asks("end")

    # Who and where

    async def user(self, name: str, *, username: str = "", started: bool = False) -> Person:
        """Somebody with Telegram; only one who has `started` the bot can be written to."""
        made = await self.asks("person", name=name, username=username)
        person = Person(self, made["id"], name)
        if started:
            await person.starts()
        return person

    async def group(
        self,
        title: str,
        *members: Person,
        kind: str = "supergroup",
        bot: str = "administrator",
        rights: Sequence[str] = MANAGES,
    ) -> Group:
        """A `kind` of group, supergroup or forum; the first of its members owns it."""
        forum, kind = kind == "forum", "supergroup" if kind == "forum" else kind
        ids = [each.id for each in members]
        asked = {"title": title, "members": ids, "kind": kind, "forum": forum}
        made = await self.asks("group", **asked, bot=bot, rights=list(rights))
        return Group(made["id"], title)

    async def appoints(
        self, group: Group, standing: str, *rights: str, who: Person | None = None
    ) -> None:
        """Make the bot or `who` an administrator, member or restricted; or gone: left, kicked."""
        person = who.id if who else 0
        asked = {"chat": group.id, "person": person, "standing": standing, "rights": rights}
        await self.asks("appoint", **asked)

    async def migrates(self, group: Group) -> Group:
        """The group becomes a supergroup; its old id is only good for being told the new one."""
        made = await self.asks("migrate", chat=group.id)
        return Group(made["id"], group.title)

    async def deletes_topic(self, group: Group, topic: Topic | int) -> None:
        number = topic if isinstance(topic, int) else topic.id
        await self.asks("delete_topic", chat=group.id, topic=number)

    async def privacy(self, *, on: bool) -> None:
        await self.asks("set", reads_all=not on)

    async def stands_for_webhook(self, address: str) -> None:
        """Bring the updates to this address on this machine, whatever host the webhook names."""
        await self.asks("set", stand_in=address)

    async def keeps_order(self, *, on: bool) -> None:
        """Without order a webhook is brought several updates of one chat at once."""
        await self.asks("set", in_order=on)

    async def passes(self, length: timedelta) -> None:
        """Let Telegram's clock go on by so much."""
        await self.asks("time", seconds=length.total_seconds())

    # What is seen

    async def sees(self, chat: Person | Group) -> View:
        return View.of(await self.asks("chat", chat=chat.id))

    async def waits(
        self, chat: Person | Group, until: Callable[[View], object], *, seconds: float = PATIENCE
    ) -> View:
        """The first sight of the chat at which `until` holds."""
        clock = SystemClock()
        end = clock.now() + timedelta(seconds=seconds)
        while not until(view := await self.sees(chat)):
            left = (end - clock.now()).total_seconds()
            if left <= 0:
                raise NotSeen("\n".join(map(str, view.messages)) or "nothing was said")
            await self.asks("wait", beyond=view.revision, seconds=left)
        return view

    async def hears(
        self,
        chat: Person | Group,
        words: str,
        *,
        after: Message | None = None,
        topic: Topic | int = 0,
    ) -> Message:
        """The bot's last message that has these words, waited for; `after` wants a newer one."""
        least, number = after.id if after else 0, topic if isinstance(topic, int) else topic.id

        def said(view: View) -> list[Message]:
            own = [each for each in view.of_bot() if words in each.text and each.id > least]
            return [each for each in own if number in {0, each.topic}]

        return said(await self.waits(chat, said))[-1]

    async def answered(self, press: Press) -> Press:
        """The press again, once the bot has answered it."""
        revision = -1
        while True:
            [same] = [each for each in await self.presses() if each.id == press.id]
            if same.answered:
                return same
            later = await self.asks("wait", beyond=revision, seconds=PATIENCE)
            if later == revision:
                raise NotSeen(f"{press} was not answered")
            revision = later

    async def presses(self) -> tuple[Press, ...]:
        return tuple(map(Press.of, await self.asks("presses")))

    async def requests(self, *methods: str) -> tuple[Request, ...]:
        """What the bot asked for, in order; only these methods if any are named."""
        every = map(Request.of, await self.asks("requests"))
        return tuple(each for each in every if not methods or each.method in methods)

    async def violations(self) -> tuple[str, ...]:
        """Everything that was wrong with the requests so far.

        A test that never asks for them fails at its end if there are any.
        """
        self.looked_at_violations = True
        requests = await self.requests()
        return tuple(f"{each.method}: {no}" for each in requests for no in each.violations)

    async def updates(self) -> tuple[Json, ...]:
        """Every update that there ever was for the bot."""
        return tuple((await self.asks("updates"))["told"])

    async def pending(self) -> tuple[Json, ...]:
        return tuple((await self.asks("updates"))["pending"])

    async def until_all_taken(self) -> None:
        """Wait until the bot has taken and confirmed every update."""
        revision = -1
        while waiting := await self.pending():
            later = await self.asks("wait", beyond=revision, seconds=PATIENCE)
            if later == revision:
                raise NotSeen(f"{len(waiting)} updates were not taken")
            revision = later

    async def settings(self) -> Json:
        """The bot's `commands` (scope, language, list), its `profile` and its `webhook`."""
        return dict(await self.asks("settings"))

    # What goes wrong

    async def fails(
        self, method: str = "*", *, chat: Person | Group | None = None, count: int = 1, **how: Any
    ) -> None:
        """The next `count` requests of this kind fail; `how` is one of

        `retry_after=3`; `code=403` (or 400, 409, 500, 502), perhaps with a `description`;
        `delay=0.5`, when the work is done at once and only the answer is late; `cut="before"` or
        `cut="after"` the work, when the connection goes dead. The fetching of a file goes by the
        name of `download`.
        """
        where = {"chat": chat.id} if chat else {}
        await self.asks("fault", method=method, count=count, **where, **how)

    async def until_failed(self) -> None:
        """Wait until every request that was to fail has come and failed."""
        revision = -1
        while left := await self.asks("faults"):
            later = await self.asks("wait", beyond=revision, seconds=PATIENCE)
            if later == revision:
                raise NotSeen(f"{left} requests that were to fail never came")
            revision = later

    async def works_again(self) -> None:
        """Nothing fails any more, whatever was still to fail."""
        await self.asks("heal")

    async def holds_updates(self) -> None:
        """Bring the bot nothing until `brings_updates`."""
        await self.asks("hold", held=True)

    async def brings_updates(self, *, reversed_order: bool = False) -> None:
        if reversed_order:
            await self.asks("reverse")
        await self.asks("hold", held=False)

    async def repeats(self, update: Json) -> None:
        """Bring this update once more, although it was confirmed."""
        await self.asks("repeat", update=update["update_id"])
