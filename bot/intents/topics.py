"""The side questions that a message raises, and what merely sounds like one.

“春节放假前” gives a time and “我们中午休息” tells of oneself; neither asks about the station.
"""

import re
from typing import Final

from bot.intents.clauses import Clauses
from bot.intents.groups import Hit, Layer
from bot.intents.scoring import Evidence
from core.intents import Meaning, Topic

_LONG: Final = 3
_HARDLY_MORE: Final = 8
_CLEAR: Final = 2.4
_OF_THE_STATION: Final = frozenset({Topic.OPENING_HOURS, Topic.PARKING, Topic.ADDRESS, Topic.PHONE})
_NO_QUESTION: Final = re.compile(
    r"(?:啥|什么|么事?|任何)[^,。]{0,6}都(?:没|冇|不|丢)|(?:什么|啥)材[料质]做的"
    r"|(?:手续|流程|程序|审批|账)[^,。]{0,3}怎么走"
)
_OURS: Final = re.compile(
    r"(?<![帮给发])(?:我们?|咱们?|工人|员工|工厂|厂里|店里|车间)(?![想问要来])"
)
_TOLD: Final = re.compile(
    r"丢了|只剩|备齐|齐了|备好|已经|[变改错填换]了?$|[写填报搞]错|(?<!是)是(?![什么啥哪多几不否])[^吗么]{4}"
)
_ASKED: Final = re.compile(
    r"[吗么呢?]|不$|吧$|没有?$|多少|几[点楼号多]|哪|怎|咋|啥|什么|你们|不上班|有没有|是不是|还是"
)
_AFTERWARDS: Final = re.compile(r"[之以]?[前后]|完|期间我|再说|的时候我")


def find_topics(
    plain: str, hits: list[Hit], clauses: Clauses, evidence: list[Evidence]
) -> tuple[Topic, ...]:
    """A question about the station is not one where its clause speaks of a need (机械车位年检)."""
    layer = Layer.TOPIC
    raised = [hit for hit in hits if hit.group.layer is layer]
    if not raised:
        return ()
    busy = {clauses.of(item.hit) for item in evidence if item.weight > 0 and _is_strong(item)}
    topics: dict[Topic, None] = {}
    for hit in raised:
        topic = Topic(hit.group.name)
        asked = hit.end - hit.start >= _LONG or _asks(hit, hits, clauses)
        free = topic not in _OF_THE_STATION or clauses.of(hit) not in busy
        if asked and free and not _tells(plain, hit, clauses):
            topics[topic] = None
    return tuple(topics)


def _asks(topic: Hit, hits: list[Hit], clauses: Clauses) -> bool:
    """A bare noun (收费) is a question only where its clause asks, or is hardly more than it."""
    start, end = clauses.spans[clauses.of(topic)]
    if end - start <= _HARDLY_MORE:
        return True
    return any(hit.group.name == "ask" and start <= hit.start < end for hit in hits)


def _tells(plain: str, topic: Hit, clauses: Clauses) -> bool:
    """Whether the clause says how things are on the writer's own side."""
    start, end = clauses.spans[clauses.of(topic)]
    clause = plain[start:end]
    if _NO_QUESTION.search(clause):
        return True
    if _ASKED.search(clause):
        return False
    return bool(
        _OURS.search(clause) or _TOLD.search(clause) or _AFTERWARDS.match(plain, topic.end, end)
    )


def _is_strong(item: Evidence) -> bool:
    """A category's own words and chatter (地铁末班车几点) keep a question to themselves."""
    group = item.hit.group
    if group.layer is not Layer.CATEGORY and group.name != Meaning.OFF_TOPIC:
        return False
    return any(points >= _CLEAR for _, points in group.points)
