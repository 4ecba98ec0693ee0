"""`station lexicon add` and `drop`: one word more, or less, in one group."""

from typing import Final

from bot.cli.screen import Stop, say
from bot.clock import SystemClock
from bot.installation import database_of, reading, writing
from bot.intents.lexicon import Lexicon, why_not
from bot.intents.terms import term_of
from bot.lessons.gold import gold_sets
from bot.lessons.judging import Bench
from bot.own_words import lexicon_of
from bot.settings import read_settings
from core.lexicon_changes import ChangeKind, ChangeOrigin, TermChange
from storage.lexicon_changes import append
from storage.stations import list_stations

ADDED: Final = "已把“{term}”加进 {group}（{about}），这是第{version}版改动。"
DROPPED: Final = "已把“{term}”从 {group}（{about}）去掉，这是第{version}版改动。"
SOON: Final = "运行中的服务几秒内生效。要撤销：station lexicon undo {version}"
WORSE: Final = (
    "注意：样例 {name} 有{changed}句的答案变了，比原来差（类别 {category}，意图 {intent}）。"
    "看是哪几句：station lexicon explain；不合适就撤销。"
)
ALREADY: Final = "“{term}”已经在 {group} 里了。"
NOT_THERE: Final = "{group} 里没有“{term}”。"
ELSEWHERE: Final = "{group} 里没有“{term}”，它在：{groups}。"
NO_STATION: Final = "没有编号为“{station}”的服务站。"
BETWEEN: Final = "、"


def origin(by: str, why: str, station: str) -> ChangeOrigin:
    """Who changes a word, and why."""
    return ChangeOrigin(by=by.strip(), why=why.strip(), station=station)


def add(written: str, group: str, of: ChangeOrigin) -> None:
    """Add a word, unless it is there."""
    lexicon = lexicon_of(database_of(read_settings()))
    change = _sound(TermChange(ChangeKind.ADD, term_of(written), group), lexicon)
    if group in _groups_of(change.term, lexicon):
        raise Stop(ALREADY.format(term=change.term, group=group))
    _keep(change, of, lexicon, ADDED)


def drop(written: str, group: str, of: ChangeOrigin) -> None:
    """Take a word out, of the release or the station's own."""
    lexicon = lexicon_of(database_of(read_settings()))
    change = _sound(TermChange(ChangeKind.DROP, term_of(written), group), lexicon)
    groups = _groups_of(change.term, lexicon)
    if group not in groups:
        named = BETWEEN.join(groups)
        template = ELSEWHERE if groups else NOT_THERE
        raise Stop(template.format(term=change.term, group=group, groups=named))
    _keep(change, of, lexicon, DROPPED)


def _sound(change: TermChange, lexicon: Lexicon) -> TermChange:
    if why := why_not(change, lexicon):
        raise Stop(why)
    return change


def _groups_of(term: str, lexicon: Lexicon) -> list[str]:
    return [group.name for group in lexicon.known.get(term, ())]


def _keep(change: TermChange, of: ChangeOrigin, lexicon: Lexicon, template: str) -> None:
    settings = read_settings()
    with reading(settings) as connection:
        if of.station and of.station not in {each.id for each in list_stations(connection)}:
            raise Stop(NO_STATION.format(station=of.station))
    with writing(settings) as connection:
        version = append(connection, [change], of, SystemClock().now())
    about = lexicon.groups[change.group].about
    say(template.format(term=change.term, group=change.group, about=about, version=version))
    say(SOON.format(version=version))
    _say_what_it_costs(change, lexicon)


def _say_what_it_costs(change: TermChange, lexicon: Lexicon) -> None:
    """A change by hand is the station's own decision; that it spoils known answers must be seen."""
    before = Bench.of(lexicon, gold_sets())
    worse = [each for each in before.effect(before.with_changes([change])).sets if each.worse]
    for each in worse:
        say(
            WORSE.format(
                name=each.name,
                changed=each.changed,
                category=_fall(each.before.category, each.after.category),
                intent=_fall(each.before.intent, each.after.intent),
            )
        )


def _fall(before: float, after: float) -> str:
    return f"{100 * before:.2f}→{100 * after:.2f}"
