"""What is sealed for us is opened, and nothing else; what we seal, others open."""

import base64
import json
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from bot.weixin.sealing import Forged, Keys, Opened, Sealing
from bot.weixin.xml import read_xml
from tests.weixin.published import ADDRESS_CHECK, EVERY, JAVA, PLAINLY_SIGNED, SIGNED, Published
from tests.weixin.server.sealing import Seal, signature

ROOT: Final = Path(__file__).parents[2]
JUDGE: Final = ROOT / ".venv-judges" / "bin" / "python"
KEYS: Final = Keys("stationtoken", "wx0123456789abcdef", "k" * 43, "b" * 43)
STAMP: Final = ("1790000000", "1372623149")
TEXTS: Final = {
    "empty": "",
    "chinese": "我们有3块压力表要检定，希望下周三上门",
    "emoji": "好的👍🏽，👨‍👩‍👧‍👦来",
    "end of a section": "a]]>b]]]]>>",
    "60 kB": "检" * 20_000,
}


def sealing(keys: Keys = KEYS) -> Sealing:
    return Sealing(keys)


def signed_for(published: Published) -> str:
    """The published signature, or ours where none was published."""
    ours = Sealing(published.keys).signature(published.timestamp, published.nonce, published.sealed)
    return published.signature or ours


def opened(envelope: str, keys: Keys = KEYS) -> Opened:
    """What an envelope holds, as it would be opened of a push."""
    read = read_xml(envelope.encode())
    stamp = (read["MsgSignature"], read["TimeStamp"], read["Nonce"])
    return sealing(keys).opened(*stamp, read["Encrypt"])


def judged(*tasks: dict[str, Any]) -> list[str]:
    """What werobot makes of it."""
    keys = {"token": KEYS.token, "receive_id": KEYS.receive_id, "key": KEYS.current}
    done = subprocess.run(
        (JUDGE, "-m", "tests.weixin.second_opinion"), cwd=ROOT, check=True, encoding="utf-8",
        input=json.dumps([keys | task for task in tasks]), stdout=subprocess.PIPE,
    )  # fmt: skip
    answers: list[str] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize("published", EVERY, ids=lambda one: one.holds[:12])
def test_a_published_text_is_opened(published: Published) -> None:
    found = Sealing(published.keys).opened(
        signed_for(published), published.timestamp, published.nonce, published.sealed
    )

    assert found == Opened(published.holds.encode(), published.keys.current)


@pytest.mark.parametrize("published", SIGNED, ids=lambda one: one.holds[:12])
def test_a_published_signature_is_ours(published: Published) -> None:
    made = Sealing(published.keys).signature(published.timestamp, published.nonce, published.sealed)

    assert made == published.signature


def test_the_published_plain_signature_is_known() -> None:
    token, timestamp, nonce, signature = PLAINLY_SIGNED
    known = Sealing(Keys(token, "wx1"))

    assert known.is_signed(signature, timestamp, nonce)
    assert not known.is_signed(signature, timestamp, f"{nonce}1")
    assert not known.is_signed("", timestamp, nonce)
    assert not known.is_signed("签名", timestamp, nonce)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_wechatpy_opens_what_we_seal_and_we_what_it_seals(text: str) -> None:
    theirs = WeChatCrypto(KEYS.token, KEYS.current, KEYS.receive_id)
    envelope = sealing().sealed(text, *STAMP, KEYS.current)
    read = read_xml(envelope.encode())

    assert theirs.decrypt_message(envelope, read["MsgSignature"], *STAMP) == text
    assert opened(theirs.encrypt_message(text, STAMP[1], STAMP[0])).content == text.encode()


def test_werobot_opens_what_the_played_server_seals_and_that_what_it_seals() -> None:
    stamp = {"timestamp": STAMP[0], "nonce": STAMP[1]}
    played = Seal(KEYS.current, KEYS.receive_id)
    sealed = [played.close(text) for text in TEXTS.values()]
    answers = judged(
        *(
            {"signature": signature(KEYS.token, *STAMP, one), "sealed": one} | stamp
            for one in sealed
        ),
        *({"content": text} | stamp for text in TEXTS.values()),
    )
    texts, envelopes = answers[: len(sealed)], answers[len(sealed) :]

    assert texts == list(TEXTS.values())
    theirs = [str(read_xml(one.encode())["Encrypt"]) for one in envelopes]
    assert [played.open(one) for one in theirs] == list(TEXTS.values())


def test_werobot_opens_what_we_seal_and_we_what_it_seals() -> None:
    stamp = {"timestamp": STAMP[0], "nonce": STAMP[1]}
    ours = [
        read_xml(sealing().sealed(text, *STAMP, KEYS.current).encode()) for text in TEXTS.values()
    ]
    answers = judged(
        *({"signature": one["MsgSignature"], "sealed": one["Encrypt"]} | stamp for one in ours),
        *({"content": text} | stamp for text in TEXTS.values()),
    )
    texts, envelopes = answers[: len(ours)], answers[len(ours) :]

    assert texts == list(TEXTS.values())
    assert [opened(one).content.decode() for one in envelopes] == list(TEXTS.values())


def test_the_key_before_opens_and_is_named() -> None:
    old = sealing(Keys(KEYS.token, KEYS.receive_id, KEYS.before))
    envelope = old.sealed("换钥匙之前", *STAMP, KEYS.before)

    assert opened(envelope) == Opened("换钥匙之前".encode(), KEYS.before)
    with pytest.raises(Forged):
        opened(envelope, Keys(KEYS.token, KEYS.receive_id, KEYS.current))


@pytest.mark.parametrize("key", [KEYS.current, KEYS.before])
def test_what_is_for_somebody_else_is_forged_whichever_key_it_has(key: str) -> None:
    foreign = Keys(KEYS.token, "wx9999999999999999", KEYS.current, KEYS.before)

    with pytest.raises(Forged):
        opened(sealing(foreign).sealed("你好", *STAMP, key))


def test_without_a_key_nothing_is_opened() -> None:
    with pytest.raises(Forged):
        opened(sealing().sealed("你好", *STAMP, KEYS.current), Keys(KEYS.token, KEYS.receive_id))


def test_equal_texts_are_sealed_unequally() -> None:
    once, twice = (sealing().sealed("你好", *STAMP, KEYS.current) for _ in range(2))

    assert once != twice


def test_nothing_secret_is_shown() -> None:
    shown = repr(KEYS) + repr(Opened("机密".encode(), KEYS.current))

    assert not [part for part in (KEYS.token, KEYS.current, KEYS.before, "机密") if part in shown]


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert opened(sealing().sealed(text, *STAMP, KEYS.current)).content == text.encode()


@given(st.integers(0), st.integers(0, 7))
def test_a_flipped_bit_is_forged(place: int, bit: int) -> None:
    stamp = (ADDRESS_CHECK.timestamp, ADDRESS_CHECK.nonce)

    with pytest.raises(Forged):
        Sealing(ADDRESS_CHECK.keys).opened(ADDRESS_CHECK.signature, *stamp, flipped(place, bit))


@given(st.integers(0), st.integers(0, 7))
def test_a_flipped_bit_that_is_signed_anew_raises_nothing_else(place: int, bit: int) -> None:
    """The cipher does not guard what it hides; whoever has the token may garble it."""
    knows, stamp = Sealing(ADDRESS_CHECK.keys), (ADDRESS_CHECK.timestamp, ADDRESS_CHECK.nonce)
    text = flipped(place, bit)

    with suppress(Forged):
        assert knows.opened(knows.signature(*stamp, text), *stamp, text).key


def flipped(place: int, bit: int) -> str:
    """The published text with one bit of what it hides turned over."""
    sealed = bytearray(base64.b64decode(ADDRESS_CHECK.sealed))
    sealed[place % len(sealed)] ^= 1 << bit
    return base64.b64encode(sealed).decode()


@given(st.text() | st.binary().map(lambda some: base64.b64encode(some).decode()))
def test_whatever_is_signed_is_opened_or_forged_and_nothing_else(sealed: str) -> None:
    knows = sealing()

    with pytest.raises(Forged):
        knows.opened(knows.signature(*STAMP, sealed), *STAMP, sealed)


@given(st.text(), st.text(), st.text(), st.text())
def test_strangers_are_forged(signature: str, timestamp: str, nonce: str, sealed: str) -> None:
    assert not sealing().is_signed(signature, timestamp, nonce)
    with pytest.raises(Forged):
        sealing().opened(signature, timestamp, nonce, sealed)


@given(st.sampled_from("0123456789abcdefghijklmnop"), st.integers(0, 39))
def test_another_letter_in_a_signature_is_forged(letter: str, place: int) -> None:
    given_ = ADDRESS_CHECK.signature
    other = f"{given_[:place]}{letter}{given_[place + 1 :]}"
    stamp = (ADDRESS_CHECK.timestamp, ADDRESS_CHECK.nonce, ADDRESS_CHECK.sealed)
    knows = Sealing(ADDRESS_CHECK.keys)

    if other == given_:
        assert knows.opened(other, *stamp)
    else:
        with pytest.raises(Forged):
            knows.opened(other, *stamp)


def test_the_sample_of_the_official_accounts_has_our_form() -> None:
    assert opened(sealing(JAVA.keys).sealed(JAVA.holds, *STAMP, JAVA.keys.current), JAVA.keys)
