"""A command on a request with all that decides it; guards and parties look at this and no more."""

from dataclasses import dataclass

from core.requests.command import NO_FACTS, Command, Facts
from core.requests.request import ServiceRequest


@dataclass(frozen=True, slots=True)
class Attempt:
    """`by_phone`: the move lets a specialist record the enterprise's word."""

    request: ServiceRequest
    command: Command
    facts: Facts = NO_FACTS
    by_phone: bool = False

    @property
    def values(self) -> dict[str, str]:
        """What every refusal may name."""
        return {
            "action": self.command.action,
            "status": self.request.status,
            "number": self.request.number,
            "owner": self.request.owner,
            "missing": self.facts.proof_missing,
        }
