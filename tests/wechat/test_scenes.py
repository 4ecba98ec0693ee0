"""A scene of ours names its station, however it arrives; what is made up names none."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.scenes import Scenes, lasting_code

OURS = Scenes("a secret of the tests")
STATIONS = st.from_regex(r"[a-z0-9]{2,6}", fullmatch=True)


@given(STATIONS)
def test_a_scene_leads_to_its_station_for_new_and_old_followers(station: str) -> None:
    scene = OURS.scene_of(station)

    assert OURS.station_in(scene) == OURS.station_in(f"qrscene_{scene}") == station


@given(STATIONS)
def test_a_scene_has_a_length_that_the_account_takes(station: str) -> None:
    assert 1 <= len(OURS.scene_of(station)) <= 64
    assert OURS.scene_of(station).isascii()


@given(st.text())
def test_what_is_made_up_leads_nowhere(event_key: str) -> None:
    assert OURS.station_in(event_key) == ""


def test_a_scene_of_another_installation_or_station_leads_nowhere() -> None:
    other, mark = Scenes("of somebody else").scene_of("hy"), OURS.scene_of("hy")[-16:]

    assert OURS.station_in(other) == ""
    assert OURS.station_in(f"s-jx-{mark}") == ""
    assert OURS.station_in("last_trade_no_4006381") == ""


def test_a_code_lasts_and_holds_the_scene() -> None:
    assert lasting_code("s-hy-0") == {
        "action_name": "QR_LIMIT_STR_SCENE",
        "action_info": {"scene": {"scene_str": "s-hy-0"}},
    }


def test_the_secret_is_not_shown() -> None:
    assert "secret" not in repr(OURS)
