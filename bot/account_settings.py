"""The accounts at WeChat and WeCom, as the environment tells them.

One account is told by plain variables (`STATION_WECHAT_APP_ID`, …); several by one variable that
holds a JSON list of the same fields (`STATION_WECHAT_ACCOUNTS='[{"app_id": …}, …]'`).
"""

import re
from enum import StrEnum
from typing import Annotated, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

AES_KEY: Final = re.compile(r"[A-Za-z0-9+/]{43}")
TOKEN: Final = re.compile(r"[A-Za-z0-9]{3,32}")
ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
NOT_A_KEY: Final = "EncodingAESKey 要正好 43 个字母或数字"
WORD_LETTERS: Final = "Token 要用 3 到 32 个字母或数字"
NOT_AN_ID: Final = "要用字母、数字、下划线或连字符"
KEY_NEEDED: Final = "兼容模式和安全模式要填 EncodingAESKey"
UNUSABLE: Final = "{variable} 不对或没有填{why}"

Account = TypeVar("Account", bound="_Account")


class Mode(StrEnum):
    """How the account posts what happens: 明文、兼容、安全模式."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"
    SAFE = "safe"


def _an_id(given: str) -> str:
    if ID.fullmatch(given):
        return given
    raise ValueError(NOT_AN_ID)


Id = Annotated[str, AfterValidator(_an_id)]


class _Account(BaseModel):
    """`token` and the keys guard what is posted to us; `aes_key_before` is the one that was used
    until the last change."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: str = Field(default="", repr=False)
    aes_key: str = Field(default="", repr=False)
    aes_key_before: str = Field(default="", repr=False)

    @property
    def name(self) -> str:
        """What the account is called in addresses and chats."""
        raise NotImplementedError

    @field_validator("token")
    @classmethod
    def _is_a_token(cls, given: str) -> str:
        if TOKEN.fullmatch(given):
            return given
        raise ValueError(WORD_LETTERS)

    @field_validator("aes_key", "aes_key_before")
    @classmethod
    def _is_a_key(cls, given: str) -> str:
        if not given or AES_KEY.fullmatch(given):
            return given
        raise ValueError(NOT_A_KEY)


class WechatAccount(_Account):
    """An Official Account (服务号). It speaks for `stations`, the first where nothing else is said
    (no station named: the first of the installation). `notice_template` is that of the one-time
    subscription which people consent to, `record_template` that of the record of a service
    (办结通知); without one that way is closed."""

    app_id: Id
    app_secret: str = Field(repr=False)
    mode: Mode = Mode.SAFE
    stations: tuple[str, ...] = ()
    notice_template: str = ""
    record_template: str = ""

    @property
    def name(self) -> str:
        return self.app_id

    @model_validator(mode="after")
    def _can_be_opened(self) -> "WechatAccount":
        if self.mode is not Mode.PLAIN and not self.aes_key:
            raise ValueError(KEY_NEEDED)
        return self


class WecomAccount(_Account):
    """An own app (自建应用) of a corporation. It serves `station` (none named: the first of the
    installation)."""

    corp_id: Id
    agent_id: int
    secret: str = Field(repr=False)
    station: str = ""

    @property
    def name(self) -> str:
        return f"{self.corp_id}.{self.agent_id}"

    @model_validator(mode="after")
    def _can_be_opened(self) -> "WecomAccount":
        if not self.aes_key:
            raise ValueError(KEY_NEEDED)
        return self


def told_plainly(model: type[Account], settings: BaseModel, prefix: str) -> tuple[Account, ...]:
    """The account that variables of its own tell, if any. Raise `ValueError` with a sentence where
    they tell a part of one."""
    names = {name: f"{prefix}{name}" for name in model.model_fields}
    given = {name: getattr(settings, field) for name, field in names.items()}
    if not any(value for name, value in given.items() if name != "mode"):
        return ()
    try:
        return (model.model_validate({name: value for name, value in given.items() if value}),)
    except ValidationError as error:
        raise ValueError("；".join(_sentences(error, prefix))) from None


def _sentences(error: ValidationError, prefix: str) -> list[str]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [
        UNUSABLE.format(
            variable="STATION_" + f"{prefix}{'_'.join(map(str, one['loc'])) or 'AES_KEY'}".upper(),
            why="" if one["type"] == "missing" else f"：{one['msg'].removeprefix('Value error, ')}",
        )
        for one in found
    ]
