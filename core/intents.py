"""What a message can mean: reported intents, finer meanings, acts and side questions.

A message has one `Meaning`. It may perform several `Act`s inside the conversation it stands in
(confirming and asking for something new in one breath), and it may raise side questions (`Topic`).
Which of them counts is decided by the conversation, not here.
"""

from enum import StrEnum
from typing import Final


class Intent(StrEnum):
    """What is reported about a single message."""

    NEED = "need"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    PROGRESS = "progress"
    HUMAN = "human"
    GREETING = "greeting"
    THANKS = "thanks"
    CANCEL = "cancel"
    RATING = "rating"
    HELP = "help"
    OFF_TOPIC = "off_topic"


class Meaning(StrEnum):
    """The finer intents; `NONE` says that nothing was recognised, which is not off topic."""

    NEED = "need"
    CONSULT = "consult"
    LOOKUP = "lookup"
    LEDGER = "ledger"
    ACTIVITY = "activity"
    APPOINTMENT = "appointment"
    REOPEN = "reopen"
    SAFETY = "safety"
    PROGRESS = "progress"
    URGE = "urge"
    PROBLEM = "problem"
    EVALUATE = "evaluate"
    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    MY_DATA = "my_data"
    HELP = "help"
    FACTS = "facts"
    HUMAN = "human"
    GREETING = "greeting"
    THANKS = "thanks"
    OFF_TOPIC = "off_topic"
    PRIVACY_PROBE = "privacy_probe"
    NONE = "none"


REPORTED: Final[dict[Meaning, Intent]] = {
    Meaning.NEED: Intent.NEED,
    Meaning.CONSULT: Intent.NEED,
    Meaning.LOOKUP: Intent.NEED,
    Meaning.LEDGER: Intent.NEED,
    Meaning.ACTIVITY: Intent.NEED,
    Meaning.APPOINTMENT: Intent.NEED,
    Meaning.REOPEN: Intent.NEED,
    Meaning.SAFETY: Intent.NEED,
    Meaning.PROGRESS: Intent.PROGRESS,
    Meaning.URGE: Intent.PROGRESS,
    Meaning.PROBLEM: Intent.PROGRESS,
    Meaning.EVALUATE: Intent.RATING,
    Meaning.COMPLAINT: Intent.COMPLAINT,
    Meaning.REPORT: Intent.COMPLAINT,
    Meaning.SUGGESTION: Intent.SUGGESTION,
    Meaning.PRAISE: Intent.THANKS,
    Meaning.WITHDRAW: Intent.CANCEL,
    Meaning.CANCEL: Intent.CANCEL,
    Meaning.MY_DATA: Intent.HELP,
    Meaning.HELP: Intent.HELP,
    Meaning.FACTS: Intent.HELP,
    Meaning.HUMAN: Intent.HUMAN,
    Meaning.GREETING: Intent.GREETING,
    Meaning.THANKS: Intent.THANKS,
    Meaning.OFF_TOPIC: Intent.OFF_TOPIC,
    Meaning.PRIVACY_PROBE: Intent.OFF_TOPIC,
    Meaning.NONE: Intent.OFF_TOPIC,
}


class Act(StrEnum):
    """What a message does to the conversation it stands in."""

    AFFIRM = "affirm"
    DENY = "deny"
    CORRECT = "correct"
    CANCEL = "cancel"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    BACK = "back"
    SKIP = "skip"
    FLEXIBLE = "flexible"
    NEW_NEED = "new_need"
    ACKNOWLEDGE = "acknowledge"
    URGE = "urge"


class Topic(StrEnum):
    """Side questions; `DURATION` is about an open request where there is one."""

    OPENING_HOURS = "opening_hours"
    PARKING = "parking"
    FEE = "fee"
    ADDRESS = "address"
    PHONE = "phone"
    DURATION = "duration"
    MATERIALS = "materials"
