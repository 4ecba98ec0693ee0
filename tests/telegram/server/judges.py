"""The judges: aiogram's typed model of each method, teremok's rules, and the limits of `rules`.

Telegram itself reads past a field that it does not know; here that is a violation too, because a
misspelt field is a fault in the client that nobody would ever see.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any, Final, get_args

from aiogram import methods, types  # type: ignore[import-not-found]
from pydantic import BaseModel, TypeAdapter, ValidationError
from teremok.validation import (  # type: ignore[import-not-found]
    ApiRuleViolation,
    validate_html,
    validate_markdown,
    validate_method,
)

from tests.telegram.server import rules
from tests.telegram.server.calls import Call, Json, Upload
from tests.telegram.server.entities import shown

UNKNOWN_METHOD: Final = "method not found"
ATTACHED: Final = "attach://"
NUMBER: Final = re.compile(r"-?\d+")
# teremok asks the bot for the defaults of fields that were not sent: there are none.
WITHOUT_DEFAULTS: Final = SimpleNamespace(default=SimpleNamespace())
FORMATTED: Final = (("text", "entities"), ("caption", "caption_entities"))
MODELS: Final[Mapping[str, type[BaseModel]]] = {
    name.lower(): model
    for name in vars(methods)["__all__"]
    if hasattr(model := getattr(methods, name), "__api_method__") and name != "TelegramMethod"
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The request as Telegram reads it, without its files, and what is wrong with it."""

    fields: Mapping[str, Any]
    violations: tuple[str, ...] = ()


def judge(call: Call) -> Verdict:
    model = MODELS.get(call.method.lower())
    if model is None:
        return Verdict(call.fields, (UNKNOWN_METHOD,))
    fields = {name: _decoded(model, name, value) for name, value in call.fields.items()}
    named = {name: value for name, value in call.uploads.items() if name in model.model_fields}
    files = {name: types.BufferedInputFile(each.content, each.name) for name, each in named.items()}
    try:
        method = model.model_validate(fields | files)
    except ValidationError as no:
        return Verdict(fields, tuple(_worded(no)))
    said = [f"unknown field: {name}" for name in _unknown(method)]
    said += _without_upload(fields, call.uploads)
    said = said or [*_by_teremok(method, fields), *rules.broken(call.method, fields | named)]
    return Verdict(fields, tuple(said))


def check_update(update: Json) -> None:
    """What this server tells is judged as well: by the model of an update."""
    unknown = list(_unknown(types.Update.model_validate(update)))
    assert not unknown, f"an update with unknown fields: {unknown}"


def check_result(method: str, result: object) -> None:
    """And so is what it answers."""
    _answer(method.lower()).validate_python(result)


@cache
def _answer(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(vars(MODELS[method])["__returning__"])


def powers(name: str) -> tuple[str, ...]:
    """What a member of this kind can be allowed, as far as the models know."""
    return tuple(each for each in getattr(types, name).model_fields if each.startswith("can_"))


def _decoded(model: type[BaseModel], name: str, value: Any) -> Any:
    """A form has only strings: what is no string by its model is JSON."""
    if not isinstance(value, str) or name not in model.model_fields:
        return value
    annotation = model.model_fields[name].annotation
    kinds = get_args(annotation) or (annotation,)
    if int in kinds and NUMBER.fullmatch(value):
        return int(value)
    if str in kinds:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _worded(no: ValidationError) -> Iterator[str]:
    for error in no.errors(include_url=False, include_input=False):
        yield f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


def _unknown(value: object, path: str = "") -> Iterator[str]:
    """The names that no model has, at any depth."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or ())
        for name in type(value).model_fields:
            yield from _unknown(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _unknown(each, f"{path}{index}.")


def with_files(value: Any, uploads: Mapping[str, Upload]) -> Any:
    """The fields with the files of the same form in them; `attach://name` stands for one."""
    if isinstance(value, dict):
        return {name: with_files(each, uploads) for name, each in value.items()}
    if isinstance(value, list):
        return [with_files(each, uploads) for each in value]
    if isinstance(value, str) and value.startswith(ATTACHED):
        return uploads.get(value.removeprefix(ATTACHED), value)
    return value


def _without_upload(fields: Json, uploads: Mapping[str, Upload]) -> list[str]:
    left = json.dumps(with_files(fields, uploads), default=lambda upload: upload.name)
    return [f"no file was sent as {name}" for name in re.findall(f'"{ATTACHED}([^"]*)"', left)]


def _by_teremok(method: BaseModel, fields: Mapping[str, Any]) -> Iterator[str]:
    """Markup as it was sent; lengths as they are counted, after the markup is read."""
    try:
        read = _read(fields)
        validate_method(WITHOUT_DEFAULTS, method.model_copy(update=read))
        for item in fields.get("media", ()) if isinstance(fields.get("media"), list) else ():
            validate_method(WITHOUT_DEFAULTS, SimpleNamespace(**_read(item)))
    except ApiRuleViolation as violation:
        yield violation.description.removeprefix("Bad Request: ")


def _read(fields: Mapping[str, Any]) -> Json:
    """The texts of a request, or of one item of an album, without their markup."""
    mode = fields.get("parse_mode")
    read: Json = {"parse_mode": None}
    for name, entities in FORMATTED:
        if isinstance(text := fields.get(name), str):
            if not fields.get(entities):
                _sound(text, mode)
            read[name] = shown(text, mode, fields.get(entities))[0]
    return read


def _sound(text: str, parse_mode: str | None) -> None:
    mode = (parse_mode or "").upper()
    if mode == "HTML":
        validate_html(text)
    elif mode in {"MARKDOWN", "MARKDOWNV2"}:
        validate_markdown(text, 2 if mode.endswith("V2") else 1)
    elif mode:
        raise ApiRuleViolation("Bad Request: unsupported parse_mode")
