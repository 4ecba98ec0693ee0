"""The server's own crypto: the published samples, and wechatpy's."""

import base64

import pytest
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException

from tests.weixin.server.sealing import Seal, Unsealable, signature
from tests.weixin.server_rules.conftest import KEY, KEY_BEFORE

TEXTS = ["", "我是中文abcd123", "😀🏭", "a]]>b<c>&", "压力表校准" * 4000]


def test_the_signature_of_the_documentation() -> None:
    signed = signature("AAAAA", "1714037059", "486452656")
    assert signed == "899cf89e464efb63f54ddac96b0a0a235f53aa78"


def test_the_sample_of_the_check_of_an_address() -> None:
    echo = (
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
    )
    signed = signature("QDG6eK", "1409659589", "263014780", echo)
    assert signed == "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    assert Seal(KEY_BEFORE, "wx5823bf96d3bd56c7").open(echo) == "1616140317555161061"


def test_the_sample_of_a_sealed_text() -> None:
    sealed = (
        "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="
    )
    seal = Seal(KEY, "wxb11529c136998cb6")
    assert seal.close("我是中文abcd123", b"aaaabbbbccccdddd") == sealed
    assert seal.open(sealed) == "我是中文abcd123"


@pytest.mark.parametrize("text", TEXTS)
def test_wechatpy_opens_what_is_sealed_here_and_the_other_way_round(text: str) -> None:
    seal, other = Seal(KEY, "ww1"), PrpCrypto(base64.b64decode(KEY + "="))
    assert other.decrypt(seal.close(text), "ww1") == text
    assert seal.open(other.encrypt(text, "ww1").decode()) == text


@pytest.mark.parametrize(
    ("aes_key", "receiver"), [(KEY, "ww2"), (KEY_BEFORE, "ww1"), (KEY_BEFORE, "ww2")]
)
def test_neither_another_key_nor_another_receiver_opens_it(aes_key: str, receiver: str) -> None:
    with pytest.raises(Unsealable):
        Seal(aes_key, receiver).open(Seal(KEY, "ww1").close("您好"))


@pytest.mark.parametrize("sealed", ["", "AAAA", "not base64", "A" * 64])
def test_what_was_never_sealed_is_not_opened(sealed: str) -> None:
    with pytest.raises(Unsealable):
        Seal(KEY, "ww1").open(sealed)


def test_wechatpy_refuses_a_wrong_receiver_too() -> None:
    sealed = Seal(KEY, "wx1").close("<xml><a>1</a></xml>")
    signed = signature("token", "1", "2", sealed)
    letter = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    assert "<a>" in WeChatCrypto("token", KEY, "wx1").decrypt_message(letter, signed, "1", "2")
    with pytest.raises(InvalidAppIdException):
        WeChatCrypto("token", KEY, "wx2").decrypt_message(letter, signed, "1", "2")
