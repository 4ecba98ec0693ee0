"""Acting in short: what a move makes of a request, or the refusal."""

from typing import Any, cast

import pytest

from core.people import Actor
from core.refusals import Refused
from core.requests.act import Acted, act
from core.requests.actions import Action
from core.requests.command import Command, Facts, Values
from core.requests.request import ServiceRequest
from tests.requests.cast import GOOD, hour


def does(
    request: ServiceRequest,
    action: Action,
    by: Actor,
    n: float = 8,
    facts: Facts = GOOD,
    **told: Any,
) -> ServiceRequest:
    return acts(request, action, by, n, facts, **told).request


def acts(
    request: ServiceRequest,
    action: Action,
    by: Actor,
    n: float = 8,
    facts: Facts = GOOD,
    /,
    **told: Any,
) -> Acted:
    command = Command(action, by, hour(n), "说明", cast(Values, told), "words-9")
    return act(request, command, facts, event_id=f"e-{n}")


def refused(
    request: ServiceRequest,
    action: Action,
    by: Actor,
    n: float = 8,
    facts: Facts = GOOD,
    /,
    **told: Any,
) -> Refused:
    with pytest.raises(Refused) as no:
        does(request, action, by, n, facts, **told)
    return no.value
