"""Who comes in, by which door, and what every page carries."""

from io import BytesIO

import pytest
from PIL import Image

from bot.channels.web import sentences
from bot.channels.web.desk import Opening, Unavailable
from bot.channels.web.guard import POLICY
from bot.channels.web.settings import Rate, Rates
from bot.pictures.cleaning import NOT_A_PICTURE
from tests.web.clients import Client
from tests.web.memory_desk import MemoryDesk
from tests.web.serving import UNHURRIED, Served, serving

pytestmark = pytest.mark.asyncio


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 30), "red").save(out, "PNG")
    return out.getvalue()


async def test_looking_at_a_sign_in_link_does_not_use_it_up(served: Served) -> None:
    token = await served.desk.invite("HY", "li")
    async with Client.of(served) as preview, Client.of(served) as person:
        for _ in range(3):
            assert (await preview.get(f"/sign-in/{token}")).status_code == 200
        await person.get(f"/sign-in/{token}")
        answer = await person.submit(f"/sign-in/{token}")

        assert answer.headers["location"] == "/room"
        assert "李雪" in (await person.get("/room")).text


async def test_a_sign_in_link_counts_once(served: Served) -> None:
    token = await served.desk.invite("HY", "li")
    async with Client.of(served) as first, Client.of(served) as second:
        await first.get(f"/sign-in/{token}")
        await second.get(f"/sign-in/{token}")
        assert (await first.submit(f"/sign-in/{token}")).status_code == 303
        late = await second.submit(f"/sign-in/{token}")

        assert late.status_code == 404
        assert sentences.LINK_USED in late.text
        assert (await second.get("/room")).status_code == 401


async def test_the_room_is_closed_to_who_has_not_signed_in(served: Served) -> None:
    async with Client.of(served) as stranger:
        await stranger.open_chat()
        for path in ("/room", "/room/settings", "/room/staff"):
            page = await stranger.get(path)
            assert (page.status_code, sentences.SIGN_IN_FIRST in page.text) == (401, True)


async def test_only_the_head_changes_settings_and_hands_out_links(li: Client) -> None:
    for path in ("/room/settings", "/room/staff"):
        assert (await li.get(path)).status_code == 403
        assert (await li.submit(path, person="zhou", key="hours", value="x")).status_code == 403


async def test_the_head_hands_out_a_link_that_lets_its_member_in(served: Served) -> None:
    async with Client.of(served) as head, Client.of(served) as wang:
        await head.sign_in("zhou")
        await head.get("/room/staff")
        page = await head.submit("/room/staff", person="wang")
        token = next(token for token, person in served.desk.links.items() if person == "wang")

        assert f"{served.address}/sign-in/{token}" in page.text
        assert f"https://t.me/desk_bot?start=m-{token}" in page.text
        assert f"绑定 {token}" in page.text
        assert (await wang.get(f"/sign-in/{token}")).status_code == 200


async def test_a_refused_setting_is_shown_again_with_the_reason(served: Served) -> None:
    async with Client.of(served) as head:
        await head.sign_in("zhou")
        await head.get("/room/settings")
        refused = await head.submit("/room/settings", key="hours", value=" ")
        saved = await head.submit("/room/settings", key="hours", value="周一 <b>")

        assert "这一项不能空着。" in refused.text
        assert saved.headers["location"] == "/room/settings?saved=hours#hours"
        assert "周一 &lt;b&gt;" in (await head.get("/room/settings")).text


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
async def test_a_form_sent_from_another_page_is_refused(visitor: Client, origin: str) -> None:
    for where in ("/chat/HY/link", "/upload?station=HY", "/sign-out", "/sign-in/x"):
        answer = await visitor.http.post(
            where, headers={"origin": origin, "x-form-token": visitor.token}
        )
        assert (answer.status_code, answer.text) == (403, sentences.FOREIGN_PAGE)


async def test_a_request_by_another_name_is_refused(served: Served) -> None:
    async with Client.of(served) as client:
        answer = await client.http.get("/", headers={"host": "rebound.example"})

        assert (answer.status_code, answer.text) == (403, sentences.OTHER_HOST)


async def test_a_form_token_of_another_browser_is_refused(served: Served, visitor: Client) -> None:
    async with Client.of(served) as other:
        await other.open_chat()
        for token in ("", "made.up", other.token):
            visitor.token = token
            assert (await visitor.upload(a_picture())).status_code == 403
            assert (await visitor.submit("/sign-out")).status_code == 403


async def test_a_picture_goes_in_and_comes_back_to_its_sender(visitor: Client) -> None:
    answer = await visitor.upload(a_picture())
    shown = await visitor.http.get(f"/pictures/{answer.json()['upload']}?station=HY")

    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert shown.headers["x-content-type-options"] == "nosniff"


async def test_a_picture_is_not_shown_to_who_has_no_seat(served: Served, visitor: Client) -> None:
    reference = (await visitor.upload(a_picture())).json()["upload"]
    async with Client.of(served) as stranger:
        for query in ("", "?station=HY"):
            page = await stranger.http.get(f"/pictures/{reference}{query}")
            assert page.status_code == 404


async def test_a_bogus_picture_is_refused_with_a_sentence(visitor: Client) -> None:
    answer = await visitor.upload(b"<script>alert(1)</script>")

    assert (answer.status_code, answer.json()["why"]) == (422, NOT_A_PICTURE)


async def test_an_oversized_picture_is_refused_with_a_sentence() -> None:
    async with serving(picture_bytes=1024 * 1024) as served, Client.of(served) as client:
        await client.open_chat()
        answer = await client.upload(b"\xff" * (1024 * 1024 + 1))

        assert (answer.status_code, answer.json()["why"]) == (413, "图片超过1MB，请压缩后再发。")


async def test_too_many_pictures_have_to_wait() -> None:
    async with serving(Rates(pictures=Rate(2, 0.1))) as served, Client.of(served) as client:
        await client.open_chat()
        answers = [await client.upload(a_picture()) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].json()["retry"] > 0


async def test_a_resume_link_brings_another_browser_to_the_same_chat(
    served: Served, visitor: Client
) -> None:
    headers = {"x-form-token": visitor.token}
    path = (await visitor.http.post("/chat/HY/link", headers=headers)).json()["path"]
    async with visitor.chat() as line:
        await line.say("我们有8块压力表要校准")
        await line.hear("taken")
    async with Client.of(served) as phone:
        await phone.get(path)
        assert (await phone.submit(path)).headers["location"] == "/chat/HY"
        async with phone.chat() as line:
            assert (await line.rows(2))[0]["text"] == "我们有8块压力表要校准"


async def test_looking_at_a_resume_link_changes_no_cookie(served: Served, visitor: Client) -> None:
    headers = {"x-form-token": visitor.token}
    path = (await visitor.http.post("/chat/HY/link", headers=headers)).json()["path"]
    async with Client.of(served) as preview:
        await preview.get(path)

        assert "visitor" not in preview.http.cookies


async def test_every_answer_keeps_strangers_out(served: Served, visitor: Client) -> None:
    for path in ("/", "/chat/HY", "/room", "/nowhere", "/static/x/page.css"):
        headers = (await visitor.get(path)).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(served: Served) -> None:
    async with Client.of(served) as client:
        cookies = (await client.open_chat()).headers.get_list("set-cookie")

        assert len(cookies) == 2
        assert all("httponly" in cookie.lower() for cookie in cookies)
        assert all("samesite=lax" in cookie.lower() for cookie in cookies)


async def test_a_forged_visitor_cookie_starts_a_new_chat(served: Served, visitor: Client) -> None:
    word, seal = visitor.http.cookies["visitor"].rsplit(".", 1)
    async with Client.of(served) as forger:
        page = await forger.http.get("/chat/HY", headers={"cookie": f"visitor={word}.{seal[:-2]}"})

        assert word not in page.headers["set-cookie"]


async def test_static_files_are_kept_for_ever_under_their_hash(visitor: Client) -> None:
    page = (await visitor.open_chat()).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    current = await visitor.http.get(address)
    outdated = await visitor.http.get("/static/0000/page.css")

    assert "immutable" in current.headers["cache-control"]
    assert outdated.headers["cache-control"] == "no-cache"
    assert (await visitor.http.get("/static/0000/%2e%2e/app.py")).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/chat/XX", "/chat/HY/resume/made-up", "/sign-in/x"])
async def test_a_wrong_address_is_answered_courteously(visitor: Client, path: str) -> None:
    page = await visitor.get(path)

    assert page.status_code == 404
    assert "请" in page.text


async def test_whoever_asks_too_often_is_told_when_to_come_back() -> None:
    rates = Rates(keys_address=Rate(2, 0.01), pages_address=UNHURRIED)
    async with serving(rates) as served, Client.of(served) as client:
        pages = [await client.get("/sign-in/guess") for _ in range(3)]

        assert [page.status_code for page in pages] == [404, 404, 429]
        assert "秒后再试" in pages[2].text


class Broken(MemoryDesk):
    """With a bug."""

    async def opening(self, station: str) -> Opening:
        raise RuntimeError(station)


class Locked(MemoryDesk):
    """With a database that cannot be read just now."""

    async def opening(self, station: str) -> Opening:
        raise Unavailable("数据暂时读不出来，请稍后再试。")


@pytest.mark.parametrize(
    ("desk", "status", "words"),
    [(Broken(), 500, sentences.FAILED), (Locked(), 503, "数据暂时读不出来，请稍后再试。")],
)
async def test_a_failure_is_said_and_keeps_strangers_out_too(
    desk: MemoryDesk, status: int, words: str
) -> None:
    async with serving(desk=desk) as served, Client.of(served) as client:
        page = await client.open_chat()

        assert (page.status_code, words in page.text) == (status, True)
        assert page.headers["content-security-policy"] == POLICY
