"""What happened to a request: append-only, one past participle for each thing that can happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EventType(StrEnum):
    """Persisted: a word here is never renamed."""

    # The enterprise's need
    DRAFTED = "drafted"
    FILLED_IN = "filled_in"
    DROPPED = "dropped"
    DRAFT_RESUMED = "draft_resumed"
    TAKEN_OVER = "taken_over"
    HANDED_BACK = "handed_back"
    FILED = "filed"
    CORRECTED = "corrected"
    CATEGORY_CHANGED = "category_changed"
    TIME_CORRECTED = "time_corrected"
    URGED = "urged"
    WITHDRAWN = "withdrawn"
    # Who holds it
    REMINDED = "reminded"
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    REASSIGNED = "reassigned"
    RELEASED = "released"
    MARKED_IMPORTANT = "marked_important"
    REVIEWED = "reviewed"
    # The station's answer
    ANSWERED = "answered"
    GREETED = "greeted"
    UNDELIVERED = "undelivered"
    DELIVERED = "delivered"
    ANSWERED_ON_THE_SPOT = "answered_on_the_spot"
    APPOINTMENT_PROPOSED = "appointment_proposed"
    APPOINTED = "appointed"
    RESCHEDULE_PROPOSED = "reschedule_proposed"
    RESCHEDULED = "rescheduled"
    PROPOSAL_REJECTED = "proposal_rejected"
    PROPOSAL_TAKEN_BACK = "proposal_taken_back"
    REFERRED = "referred"
    MERGED = "merged"
    ABSORBED = "absorbed"
    # Providers and the centre
    UPLOADED = "uploaded"
    CENTRE_ASKED = "centre_asked"
    CENTRE_ANSWERED = "centre_answered"
    PROVIDER_CHOSEN = "provider_chosen"
    PROVIDER_DECLINED = "provider_declined"
    OFFER_REJECTED = "offer_rejected"
    REMATCH_ASKED = "rematch_asked"
    REMATCHED = "rematched"
    TERMS_PROPOSED = "terms_proposed"
    TERMS_CONFIRMED = "terms_confirmed"
    AGREED = "agreed"
    TECHNICIAN_NAMED = "technician_named"
    TAKEOVER_PROPOSED = "takeover_proposed"
    FOUND_UNMET = "found_unmet"
    REVIVAL_PROPOSED = "revival_proposed"
    REVIVED = "revived"
    # The service
    STARTED = "started"
    ARRIVED = "arrived"
    FOLLOWED_UP = "followed_up"
    PROBLEM_RECORDED = "problem_recorded"
    PROBLEM_SETTLED = "problem_settled"
    EXTENSION_PROPOSED = "extension_proposed"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    TERMINATION_PROPOSED = "termination_proposed"
    TERMINATED = "terminated"
    ENDED = "ended"
    # After it
    EVALUATED = "evaluated"
    CLOSED = "closed"
    ARCHIVED = "archived"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class RequestEvent:
    """One thing that happened. `by` is a person's id, empty for the system.

    `values` hold what changed under the request's own field names and what stood there before
    under `old.<field>`, so that a history replays to the request; then what else is worth keeping:
    `words` (the id of what was said), `on_behalf`, `entered` (when a back-dated word was
    recorded), `rung`, `target`. Ids and values only, never a name or a phone; `wish` alone also
    holds how a person said it, for which they are sealed.
    """

    id: str
    request: str
    type: EventType
    by: str
    at: datetime
    cycle: int
    values: Mapping[str, str] = field(default_factory=dict)
