"""What an installation can be told (docs/configuration.md): the only reader of the environment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import Enum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.demo_key import read_or_make_key
from scheduling.deletions import RETENTION

PREFIX = "FRONTDESK_"
_FILE = Path(".env")
NO_BOT = "none"
LOOPBACK = "127.0.0.1"
MINIMUM_SECRET_BYTES = 32
TEAMS_SERVICE_URL_HOSTS = (
    "smba.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
    "botframework.com",
)
CLOCK_YEARS = (2000, 2099)
"""The first and the last year the clock may start in: databases and calendars know all of them."""
_GUID = r"^(|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$"


class SettingsError(Exception):
    """A setting is missing or broken: `variable` is its name, the message one line for people."""

    def __init__(self, variable: str, fix: str) -> None:
        super().__init__(f"{variable}: {fix}")
        self.variable = variable
        self.fix = fix


class LogLevel(Enum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class Settings(BaseSettings):
    """Every setting, from `FRONTDESK_*` variables and a `.env` file in the working folder."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=_FILE, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    port: int = Field(3978, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    host: str = Field(LOOPBACK, min_length=1, description="address to listen on")
    public_url: str = Field(
        "", description="where people reach it, such as https://book.example.com"
    )
    database_url: str = Field(
        "sqlite:///data/frontdesk.db",
        repr=False,
        pattern=r"^(sqlite:///.+|postgresql://.+)$",
        description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )
    data_folder: Path = Field(Path("data"), description="folder for what demo mode keeps")
    demo: bool = Field(
        default=False, description="1 for demo mode, which anybody on this machine may use"
    )
    clock: AwareDatetime | None = Field(
        None, description="instant at which the clock starts, such as 2026-04-14T08:00:00Z"
    )
    secret_key: SecretStr = Field(
        SecretStr(""), description="at least 32 random characters: openssl rand -base64 48"
    )
    bot_app_id: str = Field("", description="the bot's application (client) id in Entra, or none")
    bot_app_password: SecretStr = Field(SecretStr(""), description="the bot's client secret")
    bot_directory_id: str = Field(
        "", pattern=_GUID, description="the id (GUID) of the Entra directory the bot serves"
    )
    anonymous_bot: bool = Field(
        default=False, description="1 to accept unsigned activities, on this machine only"
    )
    service_url_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        TEAMS_SERVICE_URL_HOSTS, description="hosts the bot may send to, separated by commas"
    )
    default_business: str = Field(
        "", description="id of the business for people not linked to any; empty: the only one"
    )
    chat_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="origins of other web sites that embed the chat, separated by commas"
    )
    trusted_proxy: bool = Field(
        default=False, description="1 behind one reverse proxy of yours that writes X-Forwarded-For"
    )
    turns_per_minute: int | None = Field(
        None, ge=1, description="turns one person may take in a minute"
    )
    tokens_per_minute: int | None = Field(
        None, ge=1, description="chats one address may start in a minute"
    )
    requests_per_minute: int | None = Field(
        None, ge=1, description="other requests one address may make in a minute"
    )
    deleted_kept_days: int = Field(
        RETENTION.days,
        ge=1,
        le=3650,
        description="days for which what was deleted is kept, 1 to 3650",
    )
    log_level: LogLevel = Field(LogLevel.INFO, description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("service_url_hosts", "chat_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(part.strip().lower() for part in value.split(",") if part.strip())

    @field_validator("clock")
    @classmethod
    def _in_utc(cls, value: datetime | None) -> datetime | None:
        if value is None:
            return None
        first, last = CLOCK_YEARS
        if not first <= value.year <= last:
            raise ValueError(f"must be in the years {first} to {last}")
        return value.astimezone(UTC)

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
            raise ValueError("must be an http or https address")
        return value.rstrip("/")

    @property
    def listen_host(self) -> str:
        """The address to listen on: loopback where the door lets people in unproven."""
        return LOOPBACK if self.demo or self.anonymous_bot else self.host

    @property
    def signing_key(self) -> bytes:
        """The key that signs tokens, cookies and links.

        Demo mode believes anybody, at any time its clock is set to: what it signed is good there
        only, though the secret be the same.
        """
        key = self.secret_key.get_secret_value().encode()
        return b"demo " + key if self.demo and key else key

    @property
    def deleted_kept_for(self) -> timedelta:
        """How long what is deleted can be brought back."""
        return timedelta(days=self.deleted_kept_days)

    @property
    def has_bot(self) -> bool:
        """Whether there is a bot registration whose signed activities are accepted."""
        return self.bot_app_id not in ("", NO_BOT)


def load_settings(**given: Any) -> Settings:
    """Read the settings; `given` ones win. Raises SettingsError with one line to act on.

    In demo mode a missing secret key is made and kept in `data_folder`, readable by its owner only.
    """
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise _as_line(error) from None
    except UnicodeDecodeError as error:
        raise SettingsError(str(_FILE.resolve()), "must be UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise SettingsError(str(_FILE.resolve()), f"cannot be read ({error.strerror})") from error
    _check_together(settings)
    if settings.demo and not settings.signing_key:
        return settings.model_copy(update={"secret_key": _demo_key(settings.data_folder)})
    return settings


def missing_to_serve(settings: Settings) -> tuple[SettingsError, ...]:
    """List every setting that keeps the product from serving for real.

    Demo mode does so by itself: behind a proxy all the world would be on this machine, and might
    act as anybody.
    """
    if settings.demo:
        fix = "is not for serving; remove it, or start the demo with python -m bot demo"
        return (SettingsError(f"{PREFIX}DEMO", fix),)
    return (*_missing_to_serve(settings), *missing_of_bot(settings))


def missing_of_bot(settings: Settings) -> tuple[SettingsError, ...]:
    """List every setting that a bot registration lacks; without one nothing is missing."""
    if not settings.has_bot:
        return ()
    needed = {
        "bot_app_password": settings.bot_app_password.get_secret_value(),
        "bot_directory_id": settings.bot_directory_id,
    }
    return tuple(_missing(name) for name, value in needed.items() if not value)


def _missing_to_serve(settings: Settings) -> Iterator[SettingsError]:
    if not settings.signing_key:
        yield _missing("secret_key")
    if not settings.bot_app_id and not settings.anonymous_bot:
        fix = "is missing; set the bot's application id, or none to run without Teams"
        yield SettingsError(f"{PREFIX}BOT_APP_ID", fix)
    if not settings.public_url and not _is_loopback(settings.listen_host):
        yield _missing("public_url")


def _missing(name: str) -> SettingsError:
    return SettingsError(f"{PREFIX}{name.upper()}", f"is missing; set {_about(name)}")


def _check_together(settings: Settings) -> None:
    if settings.clock is not None and not settings.demo:
        fix = f"is only for demo mode; remove it, or set {PREFIX}DEMO=1"
        raise SettingsError(f"{PREFIX}CLOCK", fix)
    if 0 < len(settings.secret_key.get_secret_value().encode()) < MINIMUM_SECRET_BYTES:
        raise SettingsError(f"{PREFIX}SECRET_KEY", f"is too short; set {_about('secret_key')}")


def _as_line(error: ValidationError) -> SettingsError:
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    problem = str(first["msg"])
    return SettingsError(
        f"{PREFIX}{name.upper()}", f"cannot be used ({problem}); set {_about(name)}"
    )


def _about(name: str) -> str:
    field = Settings.model_fields.get(name)
    return "it rightly" if field is None else str(field.description)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _demo_key(folder: Path) -> SecretStr:
    try:
        return SecretStr(read_or_make_key(folder / "demo.key"))
    except OSError as error:
        fix = f"cannot keep a key in {folder} ({error.strerror}); set a folder you may write to"
        raise SettingsError(f"{PREFIX}DATA_FOLDER", fix) from error
