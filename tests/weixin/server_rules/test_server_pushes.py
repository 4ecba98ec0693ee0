"""How pushes come, how often, and what people see of the answers."""

from collections.abc import Callable

import pytest

from tests.weixin.server import Misused, Shown
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import SORRY, User
from tests.weixin.server.sealing import Seal, signature
from tests.weixin.server.xml import Fields, read, word, write
from tests.weixin.server_rules.listener import Listener

Reply = Callable[..., str]
pytestmark = pytest.mark.asyncio
MODES = pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])


@pytest.fixture
def user(account: OfficialAccount) -> User:
    return account.user("覃晓燕")


@pytest.fixture
def reply(account: OfficialAccount, user: User) -> Reply:
    """A text reply to the user, sealed where the mode asks for it."""

    def written(content: str, *, sealed: bool | None = None, **other: str) -> str:
        names: Fields = {"ToUserName": user.openid, "FromUserName": account.original_id}
        fields: Fields = {**names, "CreateTime": 1, "MsgType": "text", "Content": content, **other}
        if not (account.mode == "safe" if sealed is None else sealed):
            return write(fields)
        closed = account.seal.close(write(fields))
        signed = signature(account.token, "1", "2", closed)
        said: Fields = {"Encrypt": closed, "MsgSignature": signed, "TimeStamp": "1", "Nonce": "2"}
        return write(said)

    return written


def text_of(account: OfficialAccount, letter: tuple[dict[str, str], str]) -> str:
    """The words of a text message as the product reads them."""
    params, body = letter
    fields = read(body)
    assert fields is not None
    if account.mode != "plain":
        sealed = word(fields, "Encrypt")
        signed = (account.token, params["timestamp"], params["nonce"], sealed)
        assert params["msg_signature"] == signature(*signed)
        opened = read(Seal(account.aes_key, account.app_id).open(sealed))
        assert opened is not None
        fields = opened
    return word(fields, "Content")


@MODES
async def test_a_message_comes_as_the_mode_says_and_the_answer_is_shown(
    account: OfficialAccount, user: User, listener: Listener, reply: Reply
) -> None:
    await user.follows()
    listener.answers.append(reply("您好]]>😀"))
    pushed = await user.writes("压力表]]>要校准")
    assert text_of(account, listener.came[-1]) == "压力表]]>要校准"
    assert pushed.shown == user.shown[-1]
    assert (user.shown[-1].text, user.shown[-1].via) == ("您好]]>😀", "passive")
    plain = "Content" in listener.came[-1][1]
    assert plain is (account.mode != "safe")


@pytest.mark.parametrize("answer", ["", "success"])
async def test_nothing_to_say_shows_nothing(user: User, listener: Listener, answer: str) -> None:
    await user.follows()
    listener.answers.append(answer)
    assert (await user.writes("您好")).shown is None
    assert user.shown == []


@pytest.mark.parametrize("answer", ['{"ok": true}', "Success", "<xml/>", "<xml><a></xml>", 500])
async def test_anything_else_shows_that_the_account_is_out_of_service(
    user: User, listener: Listener, answer: str
) -> None:
    await user.follows()
    listener.answers.append(answer)
    pushed = await user.writes("您好")
    assert pushed.tries == 1
    assert [(one.text, one.via) for one in user.shown] == [(SORRY, "system")]
    assert user.world.violations()


@pytest.mark.parametrize(
    "other",
    [
        {"Content": ""},
        {"Content": "字" * 683},
        {"ToUserName": "somebody"},
        {"FromUserName": "gh_other"},
        {"MsgType": "poem"},
        {"CreateTime": "now"},
    ],
)
async def test_a_reply_that_breaks_a_rule_is_of_no_use(
    user: User, listener: Listener, reply: Reply, other: dict[str, str]
) -> None:
    await user.follows()
    listener.answers.append(reply("您好", **other))
    await user.writes("您好")
    assert [one.via for one in user.shown] == ["system"]


@pytest.mark.parametrize(("mode", "sealed"), [("safe", False), ("plain", True)])
async def test_a_reply_that_is_not_of_the_mode_is_of_no_use(
    user: User, listener: Listener, reply: Reply, sealed: bool
) -> None:
    await user.follows()
    listener.answers.append(reply("您好", sealed=sealed))
    await user.writes("您好")
    assert [one.via for one in user.shown] == ["system"]


@pytest.mark.parametrize("mode", ["compatible"])
@pytest.mark.parametrize("sealed", [True, False])
async def test_compatible_mode_takes_either_reply(
    user: User, listener: Listener, reply: Reply, sealed: bool
) -> None:
    await user.follows()
    listener.answers.append(reply("您好", sealed=sealed))
    await user.writes("您好")
    assert [one.via for one in user.shown] == ["passive"]


async def test_a_reply_sealed_with_the_other_key_is_of_no_use(
    account: OfficialAccount, user: User, listener: Listener, reply: Reply
) -> None:
    await user.follows()
    listener.answers.append(reply("您好"))
    account.swaps_keys()
    await user.writes("您好")
    assert [one.via for one in user.shown] == ["system"]


async def test_a_late_answer_is_cut_off_and_the_same_push_comes_again(
    account: OfficialAccount, user: User, listener: Listener, reply: Reply
) -> None:
    await user.follows()
    listener.answers.extend([None, reply("您好")])
    pushed = await user.writes("压力表")
    assert pushed.tries == 2
    first, second = listener.came[-2:]
    assert text_of(account, first) == text_of(account, second) == "压力表"
    assert first[0]["nonce"] != second[0]["nonce"]
    assert [one.via for one in user.shown] == ["passive"]
    listener.released.set()
    await account.settles()


async def test_after_three_tries_the_person_reads_that_the_account_is_out_of_service(
    account: OfficialAccount, user: User, listener: Listener
) -> None:
    await user.follows()
    listener.answers.extend([None, None, None])
    pushed = await user.writes("压力表")
    assert (pushed.status, pushed.tries) == (None, 3)
    assert [one.via for one in user.shown] == ["system"]
    listener.released.set()
    await account.settles()


async def test_the_end_of_a_conversation_is_not_complained_about(
    user: User, listener: Listener
) -> None:
    await user.follows()
    listener.answers.append(500)
    await user.unfollows()
    assert user.shown == []


async def test_who_does_not_follow_cannot_write(user: User) -> None:
    with pytest.raises(Misused):
        await user.writes("您好")


async def test_a_link_of_the_menu_kind_is_pressed_like_a_menu(
    account: OfficialAccount, user: User, listener: Listener
) -> None:
    await user.follows()
    link = '<a href="weixin://bizmsgmenu?msgmenucontent=%E5%A5%BD&msgmenuid=7">满意</a>'
    user.show(Shown("text", f"请选择：{link}", "custom", account.world.now))
    await user.presses("满意")
    assert text_of(account, listener.came[-1]) == "好"
    with pytest.raises(Misused):
        await user.presses("不满意")
