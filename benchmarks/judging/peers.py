"""What the product is held against: a list of the standard's own words, and a trained classifier.

Both read the text as `normalise` writes it, as the product does.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_union
from sklearn.svm import LinearSVC

from benchmarks.judging.answers import Answer, Judged
from benchmarks.learning import Example, examples
from bot.intents.normal import normalise
from core.categories import Category
from core.intents import Intent, Meaning
from tests.understanding.scoring import Labelled

KEYWORDS: Final = Path(__file__).parent / "keywords.tsv"
_CATEGORIES: Final = tuple(map(str, Category))


class Keywords:
    """The label of which most is written in the message, by the length of its words; in a tie a
    category, and where no word is found the message is off topic."""

    def __init__(self) -> None:
        rows = (row.split("\t") for row in KEYWORDS.read_text(encoding="utf-8").splitlines())
        self._words = {label: normalise(words).split() for label, words in rows}

    def judge(self, messages: Sequence[Labelled]) -> list[Judged]:
        return [Judged(each, self._answer(normalise(each.text))) for each in messages]

    def _answer(self, plain: str) -> Answer:
        points = {
            label: sum(len(word) for word in words if word in plain)
            for label, words in self._words.items()
        }
        if not any(points.values()):
            return Answer(str(Intent.OFF_TOPIC), _CATEGORIES)
        return _answer(points, max(points, key=points.__getitem__))


class Classifier:
    """A linear SVM on n-grams of characters and of jieba's words."""

    def __init__(self, known: Sequence[Example]) -> None:
        self._model = Pipeline(
            [
                (
                    "n-grams",
                    make_union(
                        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True),
                        TfidfVectorizer(
                            analyzer=_words_and_pairs, sublinear_tf=True, lowercase=False
                        ),
                    ),
                ),
                ("svm", LinearSVC()),
            ]
        )
        self._model.fit(
            [each.plain for each in known],
            [str(each.label) for each in known],
        )

    def judge(self, messages: Sequence[Labelled]) -> list[Judged]:
        verdicts = self._model.decision_function([normalise(each.text) for each in messages])
        labels = [str(label) for label in self._model.classes_]
        return [
            Judged(message, _verdict(dict(zip(labels, map(float, verdict), strict=True))))
            for message, verdict in zip(messages, verdicts, strict=True)
        ]


def _verdict(points: dict[str, float]) -> Answer:
    """That a message is a mere answer is no intent; the next label is."""
    points.pop(Meaning.NONE, None)
    return _answer(points, max(points, key=points.__getitem__))


def _answer(points: dict[str, int] | dict[str, float], best: str) -> Answer:
    ranked = tuple(sorted(_CATEGORIES, key=points.__getitem__, reverse=True))
    return Answer(str(Intent.NEED) if best in _CATEGORIES else best, ranked)


def of_development(messages: Sequence[Labelled]) -> Iterator[Example]:
    """As the product's own examples are."""
    return examples((normalise(each.text), each.categories or (each.intent,)) for each in messages)


def _words_and_pairs(plain: str) -> list[str]:
    words = jieba.lcut(plain)
    return [*words, *map(" ".join, pairwise(words))]
