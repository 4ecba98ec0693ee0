"""`station lexicon explain`: step by step, how a message is understood."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.lexicon_labels import ACTS, MEANINGS, TOPICS, points_label, target_label
from bot.cli.screen import OUT, Stop, say
from bot.clock import SystemClock
from bot.installation import database_of
from bot.intents.explaining import Explanation, Fired, Stretch, Word, explained
from bot.intents.normal import sayable
from bot.intents.weights.spoken import Points
from bot.intents.weights.tables import Class
from bot.own_words import lexicon_of
from bot.settings import read_settings
from core.intents import Intent

EMPTY: Final = '请写上一句话，例如：station lexicon explain "压力表到期了想送检"'
HEADLINE: Final = "{n}. {title}"
READ_AS: Final = "读作"
NAMES: Final = "单位名称，其中的词不算需求：{names}"
WORDS: Final = "认出的词"
NO_WORDS: Final = "没有认出词。"
OWN: Final = "本站"
BY_PATTERN: Final = "句式"
BY_SOUND: Final = "音似“{term}”"
CLAUSES: Final = "分句和分量（1 为平常，负数是不要的，小的是背景）"
RULES: Final = "两组词在一起时的规则"
NO_RULES: Final = "没有用到规则。"
TOGETHER: Final = "{first} + {second}"
TOTALS: Final = "词表给出的分"
NO_TOTALS: Final = "词表没有给出分。"
LEARNED: Final = "学到的：最可能的两种，各由什么说起"
VERDICT: Final = "词表“{target}”"
ODDS: Final = "可能性"
LEFT: Final = "其余"
RESULT: Final = "结论"
SIGNED: Final = "{label}{points:+.2f}"
BEFOREHAND: Final = "事先"
PERCENT: Final = "{share:.1%}"
WEIGHT: Final = "×{weight:g}"
PLACE: Final = "{start}–{end}"
APART: Final = "  "
BETWEEN: Final = "、"
ROWS: Final = {
    "intent": "意图", "meaning": "意思", "category": "类别", "item": "服务事项",
    "sure": "把握", "ask": "要不要问", "needs": "需求", "acts": "对话动作",
    "topics": "顺带问", "plain": "只是答话",
}  # fmt: skip
ASKED: Final = "要请对方选一下"
NOT_ASKED: Final = "不用"
YES: Final = "是，例如姓名、号码、日期"
ITEM: Final = "{clause} {name}"
NEED: Final = "{category}：{words}"

HEAD_STYLE: Final = "bold cyan"
GOOD: Final = "green"
BAD: Final = "red"
FAINT: Final = "dim"
OWN_STYLE: Final = "bold magenta"
STRONG: Final = "bold"
SHOWN_ODDS: Final = 5
SHOWN_PIECES: Final = 8
TWO: Final = 2


def explain(text: str) -> None:
    """Show every step; into a pipe without colour."""
    if not text.strip():
        raise Stop(EMPTY)
    lexicon = lexicon_of(database_of(read_settings()))
    shown = explained(sayable(text), SystemClock().now(), lexicon)
    steps: tuple[tuple[str, Sequence[RenderableType]], ...] = (
        (READ_AS, [shown.plain, *_names(shown.companies)]),
        (WORDS, _words(shown.words)),
        (CLAUSES, [_clause(n, each) for n, each in enumerate(shown.clauses, start=1)]),
        (RULES, _rules(shown.fired)),
        (TOTALS, _totals(shown.totals)),
        (LEARNED, _learned(shown)),
        (ODDS, _odds(shown)),
        (RESULT, [_grid(_result(shown))]),
    )
    for n, (title, lines) in enumerate(steps, start=1):
        say(HEADLINE.format(n=n, title=title), HEAD_STYLE)
        for line in lines:
            OUT.print(line)


def _names(companies: Sequence[str]) -> list[Text]:
    return [Text(NAMES.format(names=BETWEEN.join(companies)), FAINT)] if companies else []


def _words(words: Sequence[Word]) -> list[Table | str]:
    if not words:
        return [NO_WORDS]
    return [_grid([_word(each) for each in words])]


def _word(word: Word) -> list[Text]:
    weight = word.weight
    return [
        Text(PLACE.format(start=word.start, end=word.end), FAINT),
        Text(word.text, STRONG if weight else ""),
        Text(word.group.name),
        Text(points_label(word.group)),
        Text("" if weight is None else WEIGHT.format(weight=round(weight, 2)), _shade(weight)),
        Text(_remark(word), OWN_STYLE if word.own else FAINT),
    ]


def _remark(word: Word) -> str:
    if word.own:
        return OWN
    if word.sounds_like:
        return BY_SOUND.format(term=word.sounds_like)
    return "" if word.is_term else BY_PATTERN


def _clause(number: int, clause: Iterable[Stretch]) -> Text:
    line = Text(APART + str(number))
    for stretch in clause:
        line.append(APART)
        line.append(stretch.text, _shade(stretch.weight))
        line.append(WEIGHT.format(weight=round(stretch.weight, 2)), FAINT)
    return line


def _shade(weight: float | None) -> str:
    if weight is None or weight == 1:
        return ""
    if weight < 0:
        return BAD
    return GOOD if weight > 1 else FAINT


def _rules(fired: Sequence[Fired]) -> list[Table | str]:
    if not fired:
        return [NO_RULES]
    return [
        _grid(
            [
                Text(TOGETHER.format(first=each.rule.first, second=each.rule.second)),
                _signed(each.changed),
            ]
            for each in fired
        )
    ]


def _totals(totals: Mapping[str, float]) -> list[Text | str]:
    return [Text(APART) + _signed(totals)] if totals else [NO_TOTALS]


def _signed(points: Mapping[str, float]) -> Text:
    """The largest first, what is gained in green and what is lost in red."""
    line = Text()
    for target, amount in sorted(points.items(), key=lambda item: -item[1]):
        label = SIGNED.format(label=target_label(target), points=amount)
        line.append(APART if line else "").append(label, GOOD if amount > 0 else BAD)
    return line


def _learned(shown: Explanation) -> list[Table]:
    return [
        _grid([Text(target_label(each), STRONG), _spoken(each, shown)]
              for each in shown.classes[:TWO])
    ]  # fmt: skip


def _spoken(each: Class, shown: Explanation) -> Text:
    """What said most for or against a class, of the lexicon's verdicts and the pieces."""
    said: dict[str, Points] = {
        **{VERDICT.format(target=target_label(name)): it for name, it in shown.verdicts.items()},
        **shown.pieces,
        BEFOREHAND: shown.beforehand,
    }
    points = {label: row[each] for label, row in said.items()}
    most = sorted(points.items(), key=lambda item: -abs(item[1]))[:SHOWN_PIECES]
    line = Text()
    for label, amount in most:
        part = SIGNED.format(label=label, points=amount)
        line.append(APART if line else "").append(part, GOOD if amount > 0 else BAD)
    return line


def _odds(shown: Explanation) -> list[Table]:
    first, rest = shown.classes[:SHOWN_ODDS], shown.classes[SHOWN_ODDS:]
    rows = [(target_label(each), shown.odds[each]) for each in first]
    rows.append((LEFT, sum(shown.odds[each] for each in rest)))
    return [_grid([Text(label), Text(PERCENT.format(share=share))] for label, share in rows)]


def _result(shown: Explanation) -> list[list[Text]]:
    meant = shown.meant
    need = meant.intent is Intent.NEED
    said = {
        "intent": target_label(meant.intent),
        "meaning": MEANINGS[meant.meaning],
        "category": " > ".join(map(target_label, meant.ranked[: TWO + 1])) if need else "",
        "item": ITEM.format(clause=meant.item.clause, name=meant.item.name) if meant.item else "",
        "sure": PERCENT.format(share=meant.confidence),
        "ask": ASKED if meant.ask else NOT_ASKED,
        "needs": BETWEEN.join(
            NEED.format(
                category=target_label(each.category), words=shown.plain[each.start : each.end]
            )
            for each in meant.needs
        ),
        "acts": BETWEEN.join(sorted(ACTS[act] for act in meant.acts)),
        "topics": BETWEEN.join(TOPICS[topic] for topic in meant.topics),
        "plain": YES if meant.plain_answer else "",
    }
    return [[Text(ROWS[key], FAINT), Text(value, STRONG)] for key, value in said.items() if value]


def _grid(rows: Iterable[Sequence[Text]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for n, row in enumerate(rows):
        if n == 0:
            grid.add_column(justify="left")
            for _ in row:
                grid.add_column(overflow="fold")
        grid.add_row("", *row)
    return grid
