"""Cards with buttons, which WeCom shows in a member's own chat with the app and lets change.

Template card of the kind button_interaction: at most six buttons of ten letters each; six rows of
five letters and 26; a title of 26, a line of 30 beside it, 112 letters below. A card that is over
shows one grey button. The same card is JSON where it is sent, and XML where it answers a press.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.wecom.places import task_id
from bot.channels.wecom.rendering import URGENT, title_of
from bot.channels.wecom.words import NOTE
from bot.messengers.splitting import UTF16, is_blank, sendable, shortened
from core.buttons import ON_BEHALF
from core.messages import Card, Choice, Outbound, text_of
from core.parties import AccessKind
from core.requests.actions import Action

KIND: Final = "button_interaction"
MOST_BUTTONS: Final = 6
OWN_BUTTONS: Final = MOST_BUTTONS - 1
BUTTON_LETTERS: Final = 10
TITLE_LETTERS: Final = 26
BESIDE_LETTERS: Final = 30
BELOW_LETTERS: Final = 112
MOST_ROWS: Final = 6
ROW_LETTERS: Final = 26
FIRST_STYLE: Final = 1
OTHER_STYLE: Final = 2

DETAIL: Final = "需求"
"""The row that stands below the title, where there is room for it."""
ROWS: Final = ("单位", "联系人", "电话", "待确认", "预约", "时间", "负责人", "图片", "提出")
"""The rows by their weight: six of them are shown."""
MORE: Final = "还可以发"
"""The row that names what has no button, each to be written as it stands; the last of the six."""
FIRST_OF_ALL: Final = (
    Action.CLAIM, Action.TAKE_OVER, Action.REGISTER, Action.REPLY, Action.CONFIRM, Action.REJECT,
    Action.START, Action.END, Action.CLOSE, Action.RESUME, Action.HAND_BACK, Action.SETTLE_PROBLEM,
    Action.ANSWER, Action.BOOK,
)  # fmt: skip
THEN: Final = (Action.RESCHEDULE, Action.FOLLOW_UP, Action.RECORD_PROBLEM, Action.REASSIGN)
WEIGHTS: Final = (
    *(f"act:{action}" for action in FIRST_OF_ALL),
    f"see:{AccessKind.CONTACT}",
    *(f"act:{action}" for action in THEN),
)
"""What buttons do, by their weight: five of a card's are shown, before all others these."""
CHOOSE: Final = "请选择"


@dataclass(frozen=True, slots=True)
class ButtonCard:
    """What one card shows; `over` stands on its one grey button."""

    task: str
    title: str
    beside: str = ""
    below: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Choice, ...] = ()
    over: str = ""

    def json(self) -> dict[str, Any]:
        """Sending app messages: template_card; update_template_card."""
        shown: dict[str, Any] = {
            "card_type": KIND,
            "main_title": {"title": self.title, "desc": self.beside},
            "sub_title_text": self.below,
            "horizontal_content_list": [
                {"keyname": label, "value": words} for label, words in self.rows
            ],
            "task_id": self.task,
            "button_list": [
                {"text": choice.label, "style": _style(place), "key": choice.id}
                for place, choice in enumerate(self.buttons)
            ],
        }
        return shown | ({"replace_text": self.over} if self.over else {})

    def fields(self) -> dict[str, Any]:
        """Passive reply: update_template_card."""
        shown: dict[str, Any] = {
            "CardType": KIND,
            "MainTitle": {"Title": self.title, "Desc": self.beside},
            "SubTitleText": self.below,
            "HorizontalContentList": [
                {"KeyName": label, "Value": words} for label, words in self.rows
            ],
            "TaskId": self.task,
            "ButtonList": [
                {"Text": choice.label, "Style": _style(place), "Key": choice.id}
                for place, choice in enumerate(self.buttons)
            ],
        }
        return shown | ({"ReplaceText": self.over} if self.over else {})


def request_card(card: Card, choices: Sequence[Choice], task: str) -> ButtonCard:
    """A request's card with its weightiest buttons, the last of them for a note. A card that is
    over, or that nobody can do anything about, has the note's alone."""
    possible = () if card.over else choices
    places = sorted(range(len(possible)), key=lambda place: _weight(possible[place]))
    shown, others = (sorted(part) for part in (places[:OWN_BUTTONS], places[OWN_BUTTONS:]))
    detail = next((line.render() for label, line in card.rows if label == DETAIL), "")
    return ButtonCard(
        task,
        _titled(f"{URGENT if card.urgent else ''}{title_of(card)}"),
        _short(card.state, BESIDE_LETTERS),
        _short(detail, BELOW_LETTERS),
        _rows(card, [possible[place] for place in others]),
        tuple(map(_labelled, (*(possible[place] for place in shown), NOTE))),
        _short(card.state, BUTTON_LETTERS) if card.over else "",
    )


def _weight(choice: Choice) -> int:
    does = choice.does.removesuffix(f":{ON_BEHALF}")
    return WEIGHTS.index(does) if does in WEIGHTS else len(WEIGHTS)


def _rows(card: Card, others: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    """The rows by their weight, and what else can be done."""
    shown = {label: _short(line.render(), ROW_LETTERS) for label, line in card.rows}
    rows = tuple((label, shown[label]) for label in ROWS if shown.get(label))
    words = _short("、".join(choice.label for choice in others), ROW_LETTERS)
    return (*rows[: MOST_ROWS - 1], (MORE, words)) if words else rows[:MOST_ROWS]


def question_cards(
    outbound: Outbound, about: Card | None, n: int, chatid: str
) -> tuple[ButtonCard, ...]:
    """The choices under a message, six a card; the first holds its words too where they are few,
    and otherwise they stand before it as a text. `about` is the card of its request."""
    choices, words = outbound.choices, text_of(outbound) if holds_words(outbound) else ""
    short = words if len(words) <= TITLE_LETTERS else ""
    title = _titled(title_of(about) if about else short)
    below = "" if words == title else sendable(words)
    return tuple(
        ButtonCard(
            task_id(n, chatid, part),
            title,
            below="" if part else below,
            buttons=tuple(map(_labelled, choices[start : start + MOST_BUTTONS])),
        )
        for part, start in enumerate(range(0, len(choices), MOST_BUTTONS))
    )


def holds_words(outbound: Outbound) -> bool:
    """Whether a card has room for all that a message says."""
    few = UTF16.of(sendable(text_of(outbound))) <= BELOW_LETTERS
    return few and bool(outbound.choices) and not outbound.image


def _labelled(choice: Choice) -> Choice:
    words = choice.id if is_blank(choice.label) else choice.label
    return Choice(choice.id, _short(words, BUTTON_LETTERS), choice.does)


def _titled(words: str) -> str:
    """A card has to have a title."""
    return CHOOSE if is_blank(words) else _short(words, TITLE_LETTERS)


def _short(text: str, letters: int) -> str:
    return shortened(" ".join(sendable(text).split()), letters, UTF16)


def _style(place: int) -> int:
    return OTHER_STYLE if place else FIRST_STYLE
