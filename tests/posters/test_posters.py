"""A station's poster: what it says, that its code can be read, that it is one sheet however much a
station tells."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from bot import sample
from bot.intents.lexicon import load_lexicon
from bot.intents.reading import read
from bot.posters.drawing import DOTS_PER_INCH, Drawn, draw
from bot.posters.poster import EXAMPLES, WRITE, Entrance, Poster, Way
from core.categories import CATEGORIES, Category
from core.opening_hours import Week, read_week
from core.settings import StationSettings
from tests.browser.pictures import FOLDER, keep

DAY = datetime(2026, 11, 24, 2, tzinfo=UTC)
LINK = "http://weixin.qq.com/q/02AbCdEfGh1234567890AbCd"
WECHAT = Entrance(Way.WECHAT, LINK)
NOBODYS = "https://zhan.example.cn/chat/hy"
SHOWN = (744, 1052)
COLOURS = 64
A4_MM = (210, 297)
MM_AN_INCH = 25.4
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
EVERY_DAY_OTHERWISE = (
    *(f"08:{minute}0-11:30,13:00-17:00,18:00-20:0{minute}" for minute in range(5)),
    "09:00-12:00",
    "10:00-12:00",
)


def week(lines: tuple[str, ...]) -> Week:
    read_in = read_week(lines)
    assert isinstance(read_in, tuple)
    return read_in


def picture(drawn: Drawn) -> Image.Image:
    return Image.open(BytesIO(drawn.png))


def codes(drawn: Drawn) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture(drawn))]


def inside(pdf: bytes) -> bytes:
    """All of a document, what is packed in it unpacked."""
    unpacked = []
    for packed in STREAM.findall(pdf):
        try:
            unpacked.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join((pdf, *unpacked))


def test_the_poster_of_the_sample_says_what_the_station_is() -> None:
    poster = Poster(sample.SETTINGS, WECHAT, sample=True)

    assert [label for label, _ in poster.services] == [row.label for row in CATEGORIES]
    assert poster.facts == (
        ("开放时间", "周一至周五 08:30-12:00、14:00-17:30\n周六至周日 休息"),
        ("地址", "武汉市汉阳区示例路1号企业服务中心一楼（虚构）"),
        ("电话", "027-00000000"),
        ("监督方式", "监督电话027-00000001（虚构）"),
    )


def test_what_a_station_has_not_told_is_left_out() -> None:
    assert [name for name, _ in Poster(StationSettings(), WECHAT).facts] == ["开放时间"]


def test_each_example_is_understood_as_the_service_it_stands_under() -> None:
    lexicon = load_lexicon()

    assert set(EXAMPLES) == set(Category)
    for category, words in EXAMPLES.items():
        assert read(words, DAY, lexicon).meant.ranked[0] == category


def test_the_first_sentence_of_a_poster_can_be_written_as_it_stands() -> None:
    assert f"“{EXAMPLES[Category.SPECIAL_EQUIPMENT]}”" in WRITE[1]


@pytest.mark.parametrize("way", Way)
def test_the_code_is_read_as_the_link(way: Way) -> None:
    drawn = draw(Poster(sample.SETTINGS, Entrance(way, LINK), sample=True), DAY)

    assert codes(drawn) == [LINK]


def test_a_code_with_a_stain_is_read() -> None:
    sheet = picture(draw(Poster(sample.SETTINGS, WECHAT), DAY)).convert("RGB")
    [found] = zxingcpp.read_barcodes(sheet)
    corner, across = found.position.top_left, found.position.bottom_right
    side = across.x - corner.x
    stain = round(side * 0.18)
    sheet.paste(
        "brown",
        (across.x - 2 * stain, corner.y + stain * 2, across.x - stain, across.y - stain * 2),
    )

    assert [each.text for each in zxingcpp.read_barcodes(sheet)] == [LINK]


def test_the_picture_is_one_sheet_of_a4() -> None:
    size = picture(draw(Poster(sample.SETTINGS, WECHAT), DAY)).size

    assert 150 <= DOTS_PER_INCH <= 200
    assert size == pytest.approx([side / MM_AN_INCH * DOTS_PER_INCH for side in A4_MM], abs=2)


def test_the_paper_is_one_sheet_and_brings_its_fonts() -> None:
    document = inside(draw(Poster(sample.SETTINGS, WECHAT), DAY).pdf)

    assert document.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1
    described = len(re.findall(rb"/Type\s*/FontDescriptor\b", document))
    assert described == len(re.findall(rb"/FontFile[23]?\b", document)) > 0
    assert b"NotoSansCJKsc" in document.replace(b"-", b"")


def test_a_station_that_tells_much_still_has_one_sheet_with_a_code_to_read() -> None:
    much = replace(
        sample.SETTINGS,
        name="站" * 40,
        address="址" * 80,
        phone="0" * 40,
        supervision="监" * 80,
        hours=week(EVERY_DAY_OTHERWISE),
    )
    link = f"https://{'host.' * 12}example.cn/chat/abcdef"

    drawn = draw(Poster(much, Entrance(Way.WEB, link)), DAY)

    assert len(re.findall(rb"/Type\s*/Page\b", inside(drawn.pdf))) == 1
    assert codes(drawn) == [link]


def test_signs_of_the_typesetter_are_words_like_others() -> None:
    odd = replace(sample.SETTINGS, name='#panic("x") $a_b$ *站* <l> @r \\ "')

    assert codes(draw(Poster(odd, WECHAT), DAY)) == [LINK]


def test_the_same_poster_of_one_day_is_the_same_file() -> None:
    poster = Poster(sample.SETTINGS, WECHAT)

    assert draw(poster, DAY) == draw(poster, DAY)


def test_the_sample_has_its_picture_in_the_guide() -> None:
    """It leads to a page that nobody has: the picture may lie about, the code may not."""
    poster = Poster(sample.SETTINGS, Entrance(Way.WEB, NOBODYS), sample=True)
    sheet = picture(draw(poster, DAY)).convert("RGB")
    small = BytesIO()
    sheet.resize(SHOWN).quantize(COLOURS).save(small, "PNG", optimize=True)

    keep(small.getvalue(), "poster.png")

    shown = Image.open(FOLDER / "poster.png")
    assert [found.text for found in zxingcpp.read_barcodes(shown.convert("RGB"))] == [NOBODYS]
