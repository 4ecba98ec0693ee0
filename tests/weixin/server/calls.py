"""A request to the API as it came, and what a route says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from tests.weixin.server.errors import Json

ANY: Final = object()
"""A part of a body that is not looked into."""

Shape: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """`body` is the JSON that came; of an upload, what it was called."""

    path: str
    method: str
    query: Mapping[str, str]
    body: Json
    caller: str = ""
    escaped: bool = False
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    @property
    def noted(self) -> Json:
        """What a test reads of it: the body, or what was asked for in the address."""
        secrets = {"access_token", "secret", "corpsecret"}
        asked = {name: value for name, value in self.query.items() if name not in secrets}
        return self.body or asked


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is no JSON."""

    name: str
    content: bytes
    kind: str


Answer: TypeAlias = Json | File
Handler: TypeAlias = Callable[[Any, Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """`shape` names the fields that a body may have; `method` is the only one that is served."""

    handler: Handler
    method: str = "POST"
    shape: Shape = None
    verified: bool = False
    token: bool = True


def strays(shape: Shape, body: Any, at: str = "") -> list[str]:
    """Names of fields that the documentation does not know."""
    if shape is ANY or shape is None:
        return []
    if isinstance(shape, list):
        if not isinstance(body, list):
            return [f"{at} is no list"]
        return [found for each in body for found in strays(shape[0], each, at)]
    if isinstance(shape, dict):
        if not isinstance(body, dict):
            return [f"{at} is no object"]
        unknown = [f"{at}.{name}" for name in body if name not in shape]
        return unknown + [
            found
            for name, value in body.items()
            if name in shape
            for found in strays(shape[name], value, f"{at}.{name}")
        ]
    kinds = shape if isinstance(shape, tuple) else (shape,)
    right = type(body) in kinds
    return [] if right else [f"{at} is {type(body).__name__}"]
