"""Whatever fields a template has, each is filled with what its kind takes."""

from dataclasses import replace

import pytest

from bot.channels.wechat.templates import Record, data_of
from tests.time.moments import at
from tests.weixin.server.official.notices import VALUES

RECORD = Record("i1", "HY-2026-0007", "计量检测服务", "汉阳质量服务站", at("2026-11-23 10:00"))


@pytest.mark.parametrize("kind", ["thing", "number", "letter", "character_string", "phrase"])
def test_a_field_gets_what_its_kind_takes(kind: str) -> None:
    filled = data_of(f"{{{{{kind}1.DATA}}}}", RECORD)
    assert VALUES[kind].fullmatch(filled[f"{kind}1"]["value"])


def test_no_field_is_empty_where_a_request_has_no_category() -> None:
    filled = data_of("{{thing1.DATA}}{{thing2.DATA}}", replace(RECORD, service=""))
    assert [one["value"] for one in filled.values()] == [
        "汉阳质量服务站",
        "服务已办结，请您点开评价",
    ]
