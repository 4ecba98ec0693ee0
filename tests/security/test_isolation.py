"""A specialist of one station sees nothing of another one's and changes nothing there.

Doors are enumerated: the routes from the application as it is served, the frames from what a page
may send, commands and buttons from their tables. Whatever is added later is tried here as well, or
the tests say that nobody said how.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, get_args

import httpx
import pytest
import pytest_asyncio
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from websockets.asyncio.client import connect

from bot.channels.web import frames
from bot.channels.web.app import create_app
from bot.replay.stage import HEAD, SPECIALIST, STATION
from bot.room.deciding import PRESSERS
from bot.room.spoken import WORDS
from bot.room_links import Named, RoomLinks
from core.messages import Press, text_of
from core.parties import Person
from core.requests.actions import Action
from tests.security.two_stations import BAI, BAO, BETA, SECRETS, TwoStations, two_stations
from tests.web.serving import SECRET

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOM: Final = f"web:room/{STATION}"
PLACE: Final = re.compile(r"\{[^}]+\}")
FORM: Final = re.compile(r'(?:name="form_token" value|data-form)="([^"]+)"')

OPEN_TO_ALL: Final = frozenset(
    {
        "/chat/{code}",  # the page on which anybody begins to write to that station
        "/chat/{code}/link",  # leads to the chat of the browser's own cookie
    }
)
"""They say of a station what its poster says."""
POSTER: Final = ("027-87650000", "87650000")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house() -> AsyncIterator[TwoStations]:
    async with two_stations() as house:
        yield house


def leaked(text: str, *allowed: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text and secret not in allowed]


# Routes


def routes_of(routes: list[BaseRoute]) -> Iterator[Route | WebSocketRoute]:
    for route in routes:
        if isinstance(route, Mount):
            yield from routes_of(route.routes)
        elif isinstance(route, Route | WebSocketRoute):
            yield route


class Browser:
    """A member's browser, signed in by a link of their own."""

    def __init__(self, house: TwoStations) -> None:
        self.house = house
        address = house.server.address
        self.http = httpx.AsyncClient(
            base_url=address, headers={"origin": address}, trust_env=False
        )

    async def sign_in(self, station: str, person: Person) -> None:
        token = await self.house.desk.invite(station, person.id)
        page = await self.http.get(f"/sign-in/{token}")
        self.token = FORM.findall(page.text)[0]
        assert (await self.submit(f"/sign-in/{token}")).status_code == 303
        self.token = FORM.findall((await self.http.get("/room")).text)[0]

    async def submit(self, path: str, method: str = "POST", **fields: str) -> httpx.Response:
        return await self.http.request(
            method, path, data={"form_token": self.token, **fields},
            headers={"x-form-token": self.token},
        )  # fmt: skip

    async def talk(self, *sent: dict[str, Any], path: str = "/ws/room") -> str:
        """All that the page is sent in return, until it has an answer to a last ping."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(
            f"{self.house.server.socket_address}{path}",
            origin=self.house.server.address,  # type: ignore[arg-type]
            additional_headers={"cookie": cookies},
            proxy=None,
        ) as socket:
            heard: list[str] = []

            async def until(kind: str) -> None:
                while (frame := json.loads(await socket.recv()))["t"] != kind:
                    heard.append(json.dumps(frame, ensure_ascii=False))

            await socket.send(json.dumps({"t": "hello", "after": 0}))
            await until("ready")
            for frame in (*sent, {"t": "ping"}):
                await socket.send(json.dumps(frame))
            await until("pong")
            return "\n".join(heard)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def intruder(house: TwoStations) -> AsyncIterator[Browser]:
    """The head of the other station, to whom the most pages are open."""
    browser = Browser(house)
    async with browser.http:
        await browser.sign_in(STATION, HEAD)
        yield browser


def addresses(route: Route | WebSocketRoute, house: TwoStations) -> Iterator[str]:
    """The route with everything of "beta" in each of its places."""
    keys = [*house.knows, *_tokens(house)] if route.param_convertors else [""]
    for key in keys:
        yield PLACE.sub(key.replace("\\", ""), route.path)


def _tokens(house: TwoStations) -> list[str]:
    """A link that somebody of "beta" sent on, and one that is made up."""
    own = RoomLinks(SECRET).to(Named(BETA, house.knows[0])).rpartition("/")[2]
    return [own, f"{house.knows[0]}.aaaaaaaaaaaaaaaaaaaa"]


async def test_no_route_shows_or_changes_anything(house: TwoStations, intruder: Browser) -> None:
    before = await house.standing()
    routes = list(routes_of(create_app(house.desk, house.server.settings).routes))
    tried = 0
    for route in routes:
        if not isinstance(route, Route) or route.path == "/sign-out":
            continue
        allowed = POSTER if route.path in OPEN_TO_ALL else ()
        for path in addresses(route, house):
            for method in sorted((route.methods or {"GET"}) - {"HEAD"}):
                for key in ("", BAO.id, house.knows[0]) if method == "POST" else ("",):
                    fields = {"person": key, "key": "phone", "value": "1", "station": BETA}
                    answer = await (
                        intruder.submit(f"{path}?station={BETA}", method, **fields)
                        if method == "POST"
                        else intruder.http.get(path, params={"station": BETA})
                    )
                    tried += 1
                    assert answer.status_code < 500, (method, path)
                    assert not leaked(answer.text, *allowed), (method, path)
    assert tried > 200
    assert await house.standing() == before


async def test_the_own_head_sees_there_what_is_secret(house: TwoStations) -> None:
    """Else the test above would find nothing either."""
    browser = Browser(house)
    async with browser.http:
        await browser.sign_in(BETA, BAI)
        for path in ("/room/settings", "/room/staff", "/room"):
            assert leaked((await browser.http.get(path)).text), path
        *_, waits = (key for key in house.knows if re.fullmatch(r"i\d+-1", key))
        heard = await browser.talk({"t": "thread", "thread": waits})
        assert set(leaked(heard)) >= {"玄武", "孔"}


# The frames of the room's page


def frames_about(house: TwoStations, kind: type, n: int) -> Iterator[dict[str, Any]]:
    """The frame, naming everything of "beta" in its fields."""
    for key in house.knows:
        words = {
            "t": get_args(kind.model_fields["t"].annotation)[0],  # type: ignore[attr-defined]
            "id": f"frame-{n}-{house.knows.index(key)}", "n": 1, "text": key, "words": key,
            "thread": key, "choice": "claim", "upload": key, "message": 1, "before": 2**40,
            "upto": 2**40, "after": 0,
        }  # fmt: skip
        yield words


async def test_no_frame_shows_or_changes_anything(house: TwoStations, intruder: Browser) -> None:
    before, last = await house.standing(), (await house.said(ROOM))[-1].n
    for n, kind in enumerate(get_args(frames.Frame)):
        for frame in frames_about(house, kind, n):
            assert frames.read_frame(json.dumps(frame)), f"{kind} needs a field that is not tried"
            heard = await intruder.talk(frame)
            assert not leaked(heard), (frame, heard)
    assert not leaked(await told_since(house, ROOM, last))
    assert await house.standing() == before


async def test_every_socket_asks_who_is_there(house: TwoStations, intruder: Browser) -> None:
    sockets = [
        route.path
        for route in routes_of(create_app(house.desk, house.server.settings).routes)
        if isinstance(route, WebSocketRoute)
    ]
    assert sockets == ["/ws/chat", "/ws/room"]
    await intruder.http.get(f"/chat/{BETA}")
    heard = await intruder.talk(path=f"/ws/chat?station={BETA}")
    assert not leaked(heard), "a new visitor reads nobody else's chat"
    assert not leaked(await intruder.talk(path=f"/ws/room?station={BETA}"))


# What is said and pressed in rooms


async def told_since(house: TwoStations, chat: str, n: int) -> str:
    rows = [row for row in await house.said(chat) if row.n > n]
    return "\n".join(
        f"{text_of(row.message)} {row.message.card!r} {row.message.image}" for row in rows
    )


REST: Final = " 明天上午10点 已经办好"
STOP: Final = "取消"
COMMANDS: Final = tuple({means: word for word, means in WORDS.items()}.values())
"""A word for everything that can be meant."""
MADE_UP: Final = ("BETA-2026-0099", "i999-1")


async def told_of(house: TwoStations, sender: str, number: str, thread: str) -> str:
    """All that comes of every command about this request, under a name that every request has."""
    last = (await house.said(ROOM))[-1].n
    for word in COMMANDS:
        for words, at in ((f"{word} {number}{REST}", ""), (word, thread)):
            await house.says(sender, STATION, STOP)
            await house.says(sender, STATION, words, at)
    told = await told_since(house, ROOM, last)
    return told.replace(number, "〈单〉").replace(number.lower(), "〈单〉")


@pytest.mark.parametrize("sender", [SPECIALIST.id, HEAD.id])
async def test_no_command_reaches_over(house: TwoStations, sender: str) -> None:
    """Not even whether there is such a request is told: it is answered like one that is not."""
    requests = [key for key in house.knows if re.fullmatch(r"i\d+-1|BETA-2026-\d{4}", key)]
    thread, number = requests[-2:]  # the one that waits: whose it is, is still open
    before = await house.standing()
    await told_of(house, sender, *MADE_UP)
    of_none = await told_of(house, sender, *MADE_UP)
    told = await told_of(house, sender, number, thread)
    assert told == of_none
    assert not leaked(told)
    assert await house.standing() == before


async def test_no_colleague_there_is_known(house: TwoStations) -> None:
    before, answers = await house.standing(), []
    await house.says(HEAD.id, STATION, STOP)
    for name in (BAO.name, "鲍青龙"):
        last = (await house.said(ROOM))[-1].n
        for words in (f"交接 {name}", f"交接 {name} 给 指定专员", f"指派 1 {name}"):
            await house.says(HEAD.id, STATION, words)
            await house.says(HEAD.id, STATION, STOP)
        answers.append((await told_since(house, ROOM, last)).replace(name, "〈名〉"))
    assert answers[0] == answers[1]
    assert await house.standing() == before


async def test_nobody_acts_in_a_room_of_another_station(house: TwoStations) -> None:
    """As when a member of one station is let into the other's group at a messenger."""
    room = f"web:room/{BETA}"
    rows = await house.said(room)
    buttons = [(row.n, choice.id) for row in rows for choice in row.message.choices]
    kinds = {choice.does.partition(":")[0] for row in rows for choice in row.message.choices}
    assert kinds >= {"act", "see", "list", "case"} == set(PRESSERS) - {"record"}
    before = await house.standing()
    for sender in (SPECIALIST.id, HEAD.id, "made-up"):
        for n, choice in buttons:
            await house.presses(sender, BETA, Press(n, choice), "已办结")
        for word in COMMANDS:
            await house.says(sender, BETA, f"{word} 1 已办结", thread=house.knows[0])
    of_the_record = ("inbox ", "outbox ", "chat ", "chat_out ", "person ", "identity ")
    changed = [row for row in await house.standing() ^ before if not row.startswith(of_the_record)]
    assert changed == [], "what was said there stands in the record, and nothing came of it"
    own = {row.n for row in rows}
    answers = [
        row.message for row in await house.said(room) if row.n not in own and row.message.only
    ]
    assert not leaked("\n".join(text_of(one) for one in answers if not one.source))


async def test_no_button_reaches_over(house: TwoStations) -> None:
    """Every button of "beta", pressed in one's own room; every action, under made-up ids."""
    before, last = await house.standing(), (await house.said(ROOM))[-1].n
    theirs = [
        (row.n, choice.id)
        for row in await house.said(f"web:room/{BETA}")
        for choice in row.message.choices
    ]
    own = {row.n: {one.id for one in row.message.choices} for row in await house.said(ROOM)}
    made_up = [(n, key) for n in (0, last, 10**9) for key in (*Action, *house.knows, "", "see:x")]
    pressed = [(n, choice) for n, choice in (*theirs, *made_up) if choice not in own.get(n, set())]
    for n, choice in pressed:
        await house.presses(SPECIALIST.id, STATION, Press(n, choice), house.knows[1])
    assert len(pressed) > 100
    assert not leaked(await told_since(house, ROOM, last))
    assert await house.standing() == before


async def test_the_own_specialist_finds_and_changes_what_is_there(house: TwoStations) -> None:
    """Else the tests above would find nothing either. The last of them, for it changes much."""
    room, before = f"web:room/{BETA}", await house.standing()
    last = (await house.said(room))[-1].n
    waiting = next(key for key in house.knows if key.endswith("-0002"))
    await house.says(BAO.id, BETA, f"接单 {waiting}")
    await house.says(BAO.id, BETA, f"联系方式 {waiting}")
    assert set(leaked(await told_since(house, room, last))) >= {"玄武", "孔", "13712349876"}
    assert any(row.startswith("request ") for row in await house.standing() ^ before)
