"""A long text is cut where a reader pauses, never inside a sign, and nothing of it is lost."""

from itertools import groupby, pairwise

from hypothesis import given

from bot.channels.telegram.lengths import TEXT_LIMIT
from bot.channels.telegram.rendering import alert_of
from bot.messengers.splitting import UTF16, goes_on, is_blank, sendable, spans_of
from tests.telegram.drawn_words import FAMILY, LONG


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, TEXT_LIMIT, UTF16)]


def signs(text: str) -> list[str]:
    """The text in signs as people count them."""
    starts = [place == 0 or not goes_on(text, place) for place in range(len(text))]
    numbered = [(sum(starts[: place + 1]), one) for place, one in enumerate(text)]
    grouped = groupby(numbered, key=lambda each: each[0])
    return ["".join(one for _, one in group) for _, group in grouped]


def is_endless(text: str, place: int) -> bool:
    """Whether one sign fills the half of a piece in which a cut is looked for."""
    return all(goes_on(text, one) for one in range(max(place - 1023, 1), place))


@given(LONG)
def test_pieces_are_the_text_itself_but_for_what_nobody_sees_at_the_cuts(text: str) -> None:
    text = sendable(text)
    spans = spans_of(text, TEXT_LIMIT, UTF16)
    edges = [0, *(place for span in spans for place in span), len(text)]

    assert edges == sorted(edges)
    assert all(0 < UTF16.of(text[start:end]) <= 4096 for start, end in spans)
    between = zip(edges[::2], edges[1::2], strict=True)
    assert all(is_blank(text[start:end]) for start, end in between)


@given(LONG)
def test_no_cut_is_inside_a_sign(text: str) -> None:
    text = sendable(text)
    cuts = [
        end for (_, end), (start, _) in pairwise(spans_of(text, TEXT_LIMIT, UTF16)) if end == start
    ]

    assert not [cut for cut in cuts if goes_on(text, cut) and not is_endless(text, cut)]


@given(LONG)
def test_an_alert_is_at_most_two_hundred_long_and_begins_like_the_words(text: str) -> None:
    alert = alert_of(text)

    assert UTF16.of(alert) <= 200
    assert sendable(text).strip().startswith(alert.removesuffix("…").rstrip())


def test_a_cut_is_between_paragraphs_before_sentences() -> None:
    assert [len(one) for one in pieces(f"{'一' * 3000}。\n\n{'二。' * 1000}")] == [3001, 2000]


def test_a_cut_is_after_a_sentence_and_its_quotes() -> None:
    assert [len(one) for one in pieces("好的。" * 2000)] == [4095, 1905]
    assert pieces(f"{'一' * 4000}。”{'二' * 500}") == [f"{'一' * 4000}。”", "二" * 500]


def test_a_cut_is_between_words_where_no_sentence_ends() -> None:
    assert {len(one) % 6 for one in pieces("words " * 1000)} == {5}


def test_a_pause_inside_a_sign_is_none() -> None:
    assert [len(one) for one in pieces(f"{'一' * 4000}。\u0301{'二' * 500}")] == [4096, 406]


def test_what_nobody_sees_takes_no_piece_of_its_own() -> None:
    assert pieces(f"{' ' * 1500}{'字' * 4000}") == ["字" * 4000]
    assert pieces(f"{chr(0x200B) * 4096}字") == ["字"]
    assert pieces(" \n\u200b\ufe0f") == []


def test_an_early_pause_is_not_waited_for() -> None:
    assert [len(one) for one in pieces(f"好。{'字' * 5000}")] == [4096, 906]


def test_an_emoji_of_several_parts_stays_whole() -> None:
    cut = pieces(FAMILY * 1000)

    assert len(cut) > 1
    assert all(piece.replace(FAMILY, "") == "" for piece in cut)


def test_an_emoji_counts_twice() -> None:
    assert [UTF16.of(one) for one in pieces("😀" * 2049)] == [4096, 2]


def test_signs_are_those_that_people_see() -> None:
    whole = [FAMILY, "🇨🇳", "🇨🇳", "👍🏽", "❤️", "e\u0301", "字"]

    assert signs("".join(whole)) == whole
