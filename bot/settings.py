"""What an installation is told by its environment: one frozen value, read nowhere else.

Every variable is called STATION_ and the field's name in capitals. What a station decides for
itself (hours, deadlines, notes) is not here but in the database, where its head changes it.
"""

import json
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.account_settings import Mode, WechatAccount, WecomAccount, told_plainly

PREFIX: Final = "STATION_"
TEST_VARIABLES: Final = frozenset({"STATION_CHROMIUM"})
"""Read by the project's own tests alone."""

SHORTEST_SECRET: Final = 32
REASONS: Final = {
    "int_parsing": "要写成整数",
    "less_than_equal": "数字太大",
    "greater_than_equal": "数字太小",
    "enum": "没有这个选项",
    "missing": "没有填",
    "extra_forbidden": "没有这一项",
}
UNREADABLE: Final = "环境变量 {variable} 的值无法使用：{why}"
TOO_SHORT: Final = "至少要有 {least} 个字符"
WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
POSTGRES: Final = re.compile(r"postgres(?:ql)?://[^/]+/[^/]+")
NOT_POSTGRES: Final = "要写成 postgresql://用户:密码@主机:端口/数据库"
NOT_A_BASE: Final = "要以 /bot 结尾，例如 https://api.telegram.org/bot"
NOT_HTTPS: Final = "要以 https:// 开头，端口只能是 443、80、88 或 8443"
WEBHOOK_LETTERS: Final = "要用 1 到 256 个字母、数字、下划线或连字符"
WEBHOOK_UNGUARDED: Final = (
    "设置了 STATION_TELEGRAM_WEBHOOK_URL，就要同时设置 STATION_TELEGRAM_WEBHOOK_SECRET"
)
NO_LIST: Final = "要写成 JSON 列表"
TWICE: Final = "同一个公众号或企业微信应用设置了两次"
ROBOT: Final = re.compile(r"https?://[^/?#\s]++/cgi-bin/webhook/send\?key=[A-Za-z0-9_-]{1,64}")
NOT_A_ROBOT: Final = (
    "要填消息推送的地址，例如 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…"
)
NO_ORIGIN: Final = "要写成 https://主机名 的样子，不带路径，多个用逗号隔开"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class BadSettings(Exception):
    """`sentences` say which variables cannot be used, and never repeat a value."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


class Settings(BaseSettings):
    """With `database_url` the database is on a PostgreSQL server, which several of ours may share;
    without it in a file of the data folder. `key` seals contact fields and persons' words at rest,
    `key_before` is the one whose place it takes; `secret` signs cookies and resume links, and is
    made once into the data folder where none is set; `origins` are the addresses under which
    browsers reach this server; `disk_floor_mb` is what must be left free.

    With `telegram_token` Telegram is served: by polling, or where `telegram_webhook_url` is set by
    what Telegram posts there, with the secret in a header of its own. The base addresses are those
    of the Bot API server. `telegram_staff_chat_id` is the group of the first station's staff.

    One account at WeChat or WeCom is told by variables of its own, further ones by the lists; see
    `WechatAccount` and `WecomAccount`. `wecom_robot` is the address of a group's 消息推送, which
    can be written to and not heard."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    data_dir: Path = Path("var")
    database_url: str = Field(default="", repr=False)
    key: str = Field(default="", repr=False)
    key_before: str = Field(default="", repr=False)
    secret: str = Field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    origins: Annotated[tuple[str, ...], NoDecode] = ()
    log_level: LogLevel = LogLevel.INFO
    disk_floor_mb: int = Field(default=500, ge=0)
    telegram_token: str = Field(default="", repr=False)
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_base_file_url: str = "https://api.telegram.org/file/bot"
    telegram_webhook_url: str = ""
    telegram_webhook_secret: str = Field(default="", repr=False)
    telegram_staff_chat_id: int | None = None
    wechat_base_url: str = "https://api.weixin.qq.com"
    wechat_app_id: str = ""
    wechat_app_secret: str = Field(default="", repr=False)
    wechat_token: str = Field(default="", repr=False)
    wechat_mode: Mode = Mode.SAFE
    wechat_aes_key: str = Field(default="", repr=False)
    wechat_aes_key_before: str = Field(default="", repr=False)
    wechat_stations: Annotated[tuple[str, ...], NoDecode] = ()
    wechat_notice_template: str = ""
    wechat_record_template: str = ""
    wechat_accounts: Annotated[tuple[WechatAccount, ...], NoDecode] = Field(default=(), repr=False)
    wecom_base_url: str = "https://qyapi.weixin.qq.com"
    wecom_corp_id: str = ""
    wecom_agent_id: int | None = None
    wecom_secret: str = Field(default="", repr=False)
    wecom_token: str = Field(default="", repr=False)
    wecom_aes_key: str = Field(default="", repr=False)
    wecom_aes_key_before: str = Field(default="", repr=False)
    wecom_station: str = ""
    wecom_accounts: Annotated[tuple[WecomAccount, ...], NoDecode] = Field(default=(), repr=False)
    wecom_robot: str = Field(default="", repr=False)

    @field_validator("origins", "wechat_stations", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(part.strip().rstrip("/") for part in given.split(",") if part.strip())

    @field_validator("wechat_accounts", "wecom_accounts", mode="before")
    @classmethod
    def _read_list(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given)
        except ValueError:
            raise ValueError(NO_LIST) from None

    @field_validator("origins")
    @classmethod
    def _are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if all(_is_origin(origin) for origin in origins):
            return origins
        raise ValueError(NO_ORIGIN)

    @field_validator("key", "key_before", "secret")
    @classmethod
    def _is_long(cls, given: str) -> str:
        if 0 < len(given) < SHORTEST_SECRET:
            raise ValueError(TOO_SHORT.format(least=SHORTEST_SECRET))
        return given

    @field_validator("database_url")
    @classmethod
    def _is_on_postgres(cls, given: str) -> str:
        if not given or POSTGRES.match(given):
            return given
        raise ValueError(NOT_POSTGRES)

    @field_validator("telegram_base_url", "telegram_base_file_url")
    @classmethod
    def _ends_in_bot(cls, given: str) -> str:
        if given.endswith("/bot"):
            return given
        raise ValueError(NOT_A_BASE)

    @field_validator("wechat_base_url", "wecom_base_url")
    @classmethod
    def _is_a_base(cls, given: str) -> str:
        if _is_origin(given):
            return given
        raise ValueError(NO_ORIGIN)

    @field_validator("wecom_robot")
    @classmethod
    def _is_a_robot(cls, given: str) -> str:
        if not given or ROBOT.fullmatch(given):
            return given
        raise ValueError(NOT_A_ROBOT)

    @field_validator("telegram_webhook_url")
    @classmethod
    def _is_https(cls, given: str) -> str:
        if not given or given.startswith("https://") or _is_on_this_machine(given):
            return given
        raise ValueError(NOT_HTTPS)

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_a_secret(cls, given: str) -> str:
        if not given or WEBHOOK_SECRET.fullmatch(given):
            return given
        raise ValueError(WEBHOOK_LETTERS)

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> "Settings":
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError(WEBHOOK_UNGUARDED)
        return self

    @model_validator(mode="after")
    def _accounts_are_whole(self) -> "Settings":
        names = [one.name for one in (*self.wechat_all, *self.wecom_all)]
        if len(names) > len(set(names)):
            raise ValueError(TWICE)
        return self

    @property
    def wechat_all(self) -> tuple[WechatAccount, ...]:
        """Every Official Account, the one of the plain variables first."""
        return (*told_plainly(WechatAccount, self, "wechat_"), *self.wechat_accounts)

    @property
    def wecom_all(self) -> tuple[WecomAccount, ...]:
        """Every app at WeCom, the one of the plain variables first."""
        return (*told_plainly(WecomAccount, self, "wecom_"), *self.wecom_accounts)

    @property
    def origin(self) -> str:
        """Where a browser reaches this server, as far as the settings say."""
        return self.origins[0] if self.origins else f"http://{self.host}:{self.port}"

    @property
    def database(self) -> Path:
        """The file, where the database is not on a server."""
        return self.data_dir / "station.db"

    @property
    def pictures(self) -> Path:
        return self.data_dir / "pictures"

    @property
    def secret_file(self) -> Path:
        return self.data_dir / "secret"

    @property
    def serving_file(self) -> Path:
        """Locked by the one process that serves this data folder."""
        return self.data_dir / "serving"


def read_settings() -> Settings:
    """The settings of this process, or `BadSettings`."""
    try:
        return Settings()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise BadSettings(tuple(map(_sentence, faults))) from None


def unknown_variables() -> tuple[str, ...]:
    """Variables that look like ours and mean nothing: mistyped, they would be passed over."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | TEST_VARIABLES
    ours = {name for name in os.environ if name.startswith(PREFIX)}
    return tuple(sorted(ours - known))


def _is_origin(origin: str) -> bool:
    scheme, separator, host = origin.partition("://")
    return scheme in {"http", "https"} and bool(separator and host) and "/" not in host


def _is_on_this_machine(address: str) -> bool:
    """A Bot API server of one's own may post without TLS to the machine that it runs on."""
    return urlsplit(address).hostname in {"127.0.0.1", "localhost", "::1"}


def _sentence(fault: ErrorDetails) -> str:
    if not fault["loc"]:
        return fault["msg"].removeprefix("Value error, ")
    variable = PREFIX + str(fault["loc"][0]).upper()
    variable = ".".join((variable, *map(str, fault["loc"][1:])))
    why = REASONS.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return UNREADABLE.format(variable=variable, why=why)
