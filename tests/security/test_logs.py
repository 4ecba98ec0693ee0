"""What a server says of itself holds nobody's words, names, phones or keys.

A real process at the most talkative level is told all of them, through the page and at Telegram, in
turns that succeed, in turns that fail with the words in the fault, and in all that is refused.
"""

import asyncio
import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx
import pytest
from websockets.asyncio.client import connect

from bot.installation import make_folder
from storage.database import open_database
from tests.cli.commands import KEY, Serving, Station, serving
from tests.storage_open.installation import made_station
from tests.telegram.messenger import Telegram
from tests.web.test_doors import a_picture

FIRM, NAME, PHONE = "武汉玄武机电有限公司", "孔令飞", "13712349876"
WORDS: Final = "玄武牌压力表三块要校准"
NEED: Final = f"{FIRM}，联系人{NAME} {PHONE}，{WORDS}，尽快"
PLANTS: Final = (FIRM, "玄武", NAME, "令飞", PHONE, "137 1234", "2349876", WORDS, KEY)
SECRET: Final = "a secret that signs the cookies of this test"
FORM: Final = re.compile(r'(?:name="form_token" value|data-form)="([^"]+)"')
FAILS: Final = "抱歉，刚才这条消息我没能处理好"


class Page:
    """A browser without a screen, and all that it was given to keep."""

    def __init__(self, served: Serving) -> None:
        self.origin = served.origin
        self.http = httpx.AsyncClient(
            base_url=served.origin, headers={"origin": served.origin}, trust_env=False
        )
        self.given: set[str] = set()

    async def opens(self, path: str) -> httpx.Response:
        page = await self.http.get(path)
        self.given |= set(FORM.findall(page.text)) | set(self.http.cookies.values())
        return page

    async def posts(self, path: str, **more: Any) -> httpx.Response:
        token = FORM.findall((await self.opens("/")).text or "")
        form = {"form_token": token[0] if token else "", **more}
        return await self.http.post(
            path, data=form, headers={"x-form-token": quote(form["form_token"])}
        )

    async def talks(self, *frames: object) -> list[dict[str, Any]]:
        """Send frames, or whatever else; all rows that are shown until a last one is answered."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(
            f"{self.origin.replace('http', 'ws')}/ws/chat?station=sl",
            origin=self.origin,  # type: ignore[arg-type]
            additional_headers={"cookie": cookies},
            proxy=None,
        ) as socket:
            rows: list[dict[str, Any]] = []

            async def until(kind: str) -> None:
                while (heard := json.loads(await socket.recv()))["t"] != kind:
                    rows.extend(heard.get("rows", ()))

            await socket.send(json.dumps({"t": "hello", "after": 0}))
            await until("ready")
            for frame in (*frames, {"t": "ping"}):
                await socket.send(frame if isinstance(frame, str) else json.dumps(frame))
            await until("pong")
            return rows


def said(text: str, id: str) -> dict[str, Any]:
    return {"t": "say", "id": id, "n": 1, "text": text}


async def talk_that_is_understood(page: Page) -> None:
    await page.opens("/chat/sl")
    await page.talks(said(NEED, "need"), said("确认", "yes"), said(f"我的电话是{PHONE}", "more"))


async def everything_that_is_refused(page: Page) -> None:
    told = quote(f"{NAME}{PHONE}")
    for path in (f"/chat/{told}", f"/sign-in/{told}", f"/r/{told}", f"/{told}?q={told}",
                 f"/room/at/{told}", f"/pictures/{told}", f"/chat/sl/resume/{told}"):  # fmt: skip
        await page.opens(path)
        await page.posts(path, person=NAME, words=WORDS)
    await page.posts("/sign-in/x", form_token=NEED)
    for content in (a_picture(), NEED.encode(), a_picture()[:90] + NEED.encode()):
        await page.http.post(
            "/upload?station=sl", content=content, headers={"x-form-token": quote(NEED)}
        )
    frames = (NEED, "{", json.dumps([NEED]), {"t": NEED}, {"t": "say", "id": NEED, "text": NEED},
              said(NEED * 200, "long"), {"t": "press", "id": "p", "n": 2, "message": 1,
                                         "choice": NAME, "words": NEED},
              {"t": "image", "id": "i", "n": 3, "upload": NAME, "text": NEED})  # fmt: skip
    await page.talks(*frames)
    strange = httpx.Cookies({"visitor": f"{quote(NAME)}.{PHONE}", "session": PHONE})
    async with httpx.AsyncClient(base_url=page.origin, cookies=strange, trust_env=False) as other:
        await other.get("/chat/sl", headers={"host": quote(NAME)})
        await other.get("/room")


def spoil(station: Station) -> None:
    """From now on the turns of these conversations fail, and the fault quotes what was said."""
    with closing(open_database(station.settings.database)) as connection:
        spoilt = json.dumps({"contact": NAME, "phone": PHONE}, ensure_ascii=False)[:-1]
        connection.execute("UPDATE progress SET answers = ?", [spoilt])
        connection.execute("UPDATE request SET wish = ?, category = ?", [spoilt, NAME])


async def signs_in(page: Page, token: str) -> None:
    shown = await page.opens(f"/sign-in/{token}")
    await page.http.post(f"/sign-in/{token}", data={"form_token": FORM.findall(shown.text)[0]})
    await page.opens("/room")


@pytest.fixture
def station(tmp_path: Path, telegram: Telegram) -> Station:
    """A station with both, which says all that it can."""
    plain = Station(tmp_path / "data", {"STATION_KEY": KEY})
    make_folder(plain.settings)
    made_station(plain.settings.database)
    return plain.told(
        STATION_SECRET=SECRET,
        STATION_LOG_LEVEL="debug",
        STATION_TELEGRAM_TOKEN=telegram.token,
        STATION_TELEGRAM_BASE_URL=telegram.base_url,
        STATION_TELEGRAM_BASE_FILE_URL=telegram.base_file_url,
    )


@pytest.mark.timeout(300)  # two processes, on cores that may be shared
@pytest.mark.asyncio
async def test_no_log_holds_what_persons_say_or_what_opens_doors(
    station: Station, telegram: Telegram
) -> None:
    token = token_in(station.run("staff", "link", "li").out)
    with serving(station) as served:
        page = Page(served)
        async with page.http:
            await signs_in(page, token)
            await told_everything(page, station, telegram)
        served.process.terminate()
        await asyncio.to_thread(served.process.wait, 20)
    log = station.log.read_text(encoding="utf-8")
    assert "turn failed" in log
    secrets = {*PLANTS, SECRET, telegram.token, token, *page.given}
    found = [each for each in sorted(secrets) if any(form in log for form in forms_of(each))]
    assert found == [], [line[:300] for line in log.splitlines() if found[0] in line][:3]
    assert [fault for fault in faults_of(station) if NAME in fault] == [], (
        "it quotes, and is sealed"
    )


async def told_everything(page: Page, station: Station, telegram: Telegram) -> None:
    """In turns that succeed, in what is refused, in turns that fail."""
    kong = await telegram.user(NAME)
    await talk_that_is_understood(page)
    await everything_that_is_refused(page)
    await kong.writes(NEED)
    await telegram.hears(kong, "请您核对")
    await asyncio.to_thread(spoil, station)
    rows = await page.talks(said(f"{NAME}问进度", "fails"))
    rows += await page.talks()
    assert any(FAILS in row["text"] for row in rows)
    await kong.writes(f"确认，{PHONE}")
    await telegram.hears(kong, FAILS)


def faults_of(station: Station) -> list[str]:
    with closing(open_database(station.settings.database)) as connection:
        rows = connection.execute("SELECT fault FROM inbox WHERE state = 'failed'").fetchall()
    assert rows
    return [fault for (fault,) in rows]


def token_in(link: str) -> str:
    found = re.search(r"/sign-in/(\S+)", link)
    assert found
    return found[1]


def forms_of(secret: str) -> set[str]:
    """As it is, in an address, and in JSON."""
    return {secret, quote(secret), json.dumps(secret).strip('"')}
