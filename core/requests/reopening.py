"""How long a service that has ended may be reopened."""

from datetime import datetime

from core.requests.request import ServiceRequest
from core.working_time import Calendar


def reopen_open(request: ServiceRequest, at: datetime, calendar: Calendar) -> bool:
    """Whether the window for reopening, counted from the end of the service, is not yet over."""
    if request.ended_at is None:
        return False
    return at <= calendar.add_working_days(request.ended_at, calendar.settings.reopen_days)
