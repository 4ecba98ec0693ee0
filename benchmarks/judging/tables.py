"""The figures as tables, for a terminal and for the documentation alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from benchmarks.judging.answers import Judged
from benchmarks.judging.calibration import (
    Bin,
    equal_counts,
    equal_widths,
    error_by_chance,
    expected_error,
    wilson,
)
from benchmarks.judging.figures import Figure, figures
from core.categories import Category
from core.intents import Intent

LABELS: Final = (*map(str, Category), *(str(each) for each in Intent if each is not Intent.NEED))
_OFFERED: Final = 3


def score_table(columns: Mapping[str, Mapping[str, Figure]]) -> str:
    names = next(iter(columns.values()))
    return _table(
        ("", *columns),
        ((name, *(str(column[name]) for column in columns.values())) for name in names),
    )


def manner_table(plain: Sequence[Judged], manners: Mapping[str, Sequence[Judged]]) -> str:
    """How many answers stay what they are without the change, and how good they are then."""
    return _table(
        ("manner", "answers that stay", "category F1", "intent F1", "right"),
        (
            _manner(name, plain, judged)
            for name, judged in (("as written", plain), *manners.items())
        ),
    )


def _manner(name: str, plain: Sequence[Judged], judged: Sequence[Judged]) -> tuple[str, ...]:
    scores = figures(judged)
    shown = ("category macro-F1, lenient", "intent macro-F1", "right")
    return (name, f"{staying(plain, judged):.3f}", *(f"{scores[key].value:.3f}" for key in shown))


def staying(plain: Sequence[Judged], changed: Sequence[Judged]) -> float:
    pairs = zip(plain, changed, strict=True)
    return sum(one.answer.label == other.answer.label for one, other in pairs) / len(plain)


def confusion_table(judged: Sequence[Judged]) -> str:
    """A row is what was meant, a column what was answered."""
    seen = Counter((each.label, each.answer.label) for each in judged)
    rows = ((label, *(str(seen[label, other] or "·") for other in LABELS)) for label in LABELS)
    return _table(("meant", *(_short(label) for label in LABELS)), rows)


def _short(label: str) -> str:
    return label.replace("special_equipment", "special")[:6]


def bin_tables(judged: Sequence[Judged]) -> str:
    by_count, by_width = equal_counts(judged), equal_widths(judged)
    mean, most = error_by_chance(judged)
    return "\n".join(
        (
            f"Expected calibration error: {expected_error(by_count):.3f} over tenths of the"
            f" messages, {expected_error(by_width):.3f} over tenths of the scale."
            f" Were every confidence true, chance alone would make the first {mean:.3f} on average"
            f" and more than {most:.3f} in one of twenty sets of this size.",
            "",
            _bin_table("tenth of the messages", by_count),
            "",
            _bin_table("tenth of the scale", by_width),
        )
    )


def _bin_table(name: str, bins: Sequence[Bin]) -> str:
    return _table(
        (name, "messages", "confidence", "right", "95 %", "within"),
        (
            (
                str(place),
                str(each.count),
                f"{each.confidence:.3f}",
                f"{each.right:.3f}",
                f"{each.low:.3f}..{each.high:.3f}",
                "yes" if each.holds else "**no**",
            )
            for place, each in enumerate(bins, start=1)
        ),
    )


def asking(judged: Sequence[Judged]) -> str:
    asked = [each for each in judged if each.answer.ask]
    told = [each for each in judged if not each.answer.ask]
    offered = [each for each in asked if each.is_need]
    among = sum(
        not set(each.answer.ranked[:_OFFERED]).isdisjoint(each.message.categories)
        for each in offered
    )
    return (
        f"Asked about: {len(asked)} of {len(judged)}"
        f" ({len(asked) / len(judged):.3f}). Right where not asked:"
        f" {sum(each.right for each in told) / len(told):.3f}; of those asked about the first guess"
        f" is right in {sum(each.right for each in asked)}, and of the {len(offered)} needs among"
        f" them {among} have an accepted category among the three that are offered."
    )


def hard_table(judged: Sequence[Judged]) -> str:
    tags = Counter(tag for each in judged for tag in each.message.hard or ("none",))
    return _table(
        ("tag", "messages", "right", "95 %"), (_hard(tag, judged) for tag in sorted(tags))
    )


def _hard(tag: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    tagged = [each for each in judged if tag in (each.message.hard or ("none",))]
    right = sum(each.right for each in tagged)
    low, high = wilson(right, len(tagged))
    return (tag, str(len(tagged)), f"{right / len(tagged):.3f}", f"{low:.3f}..{high:.3f}")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ("---", *("---:" for _ in head[1:])), *rows)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
