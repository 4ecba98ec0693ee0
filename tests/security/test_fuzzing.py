"""Links, commands and files that anybody may have written are read or refused, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.seals import Purpose, Seals
from bot.room.spoken import WORDS, hear, is_unknown_command
from bot.room_links import Named, RoomLinks

SECRET = "a secret of the tests"
NOISE = st.text() | st.text("0123456789#-: 号单", max_size=20)


@given(st.sampled_from(sorted(WORDS)) | st.text(max_size=3), NOISE)
def test_any_line_of_the_room_is_a_command_or_talk(word: str, rest: str) -> None:
    spoken = hear(word + rest)
    assert spoken is None or spoken.means is WORDS[spoken.word]
    is_unknown_command(word + rest)


@given(st.text(), st.text(), st.text())
def test_a_made_up_room_link_names_nothing(station: str, request: str, seal: str) -> None:
    links = RoomLinks(SECRET)
    for token in (seal, f"{station}.{request}.{seal}", f"{station}.{seal}"):
        found = links.named_in(token)
        assert found is None or links.to(found).endswith(token)


@given(st.text(), st.text(), st.sampled_from(list(Purpose)))
def test_a_made_up_cookie_or_resume_link_opens_nothing(
    word: str, seal: str, purpose: Purpose
) -> None:
    seals = Seals(SECRET)
    for token in (word, seal, f"{word}.{seal}", f"{word}.{seal}.{seal}"):
        assert seals.open(purpose, token) == ""
        assert seals.resumed(token, "hy", 1) == ""


@given(st.text(min_size=1), st.text(min_size=1))
def test_another_installations_room_link_names_nothing(station: str, request: str) -> None:
    foreign = RoomLinks("another secret").to(Named(station, request)).rpartition("/")[2]
    assert RoomLinks(SECRET).named_in(foreign) is None
