"""The signature of a page, as WeChat's own example and wechatpy have it."""

from hypothesis import given
from hypothesis import strategies as st
from wechatpy.client import WeChatClient

from bot.channels.wechat.jssdk import jssdk_signature

TICKET = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
PAGE = "http://mp.weixin.qq.com?params=value"


def test_the_published_example_comes_out() -> None:
    signature = jssdk_signature(TICKET, "Wm3WZYTPz0wzccnW", 1414587457, PAGE)

    assert signature == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


def test_what_follows_the_hash_does_not_count() -> None:
    plain, with_place = (
        jssdk_signature(TICKET, "n", 1, url) for url in (PAGE, f"{PAGE}#item-3#again")
    )
    assert plain == with_place


@given(
    st.text("abcXYZ-_019", min_size=1),
    st.text("abcXYZ019", min_size=1),
    st.integers(0, 2**31),
    st.text("abc/?&=%-.~019"),
)
def test_wechatpy_signs_the_same(ticket: str, nonce: str, at: int, path: str) -> None:
    url = f"https://zljd.example.cn/r/{path}"
    theirs = WeChatClient("", "").jsapi.get_jsapi_signature(nonce, ticket, at, url)

    assert jssdk_signature(ticket, nonce, at, url) == theirs
