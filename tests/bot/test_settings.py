"""Settings: read from the environment, refused in one line, listed in the documentation."""

import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.doors.rates import DEMO_LIMITS, PUBLIC_LIMITS
from bot.settings import (
    PREFIX,
    Settings,
    SettingsError,
    load_settings,
    missing_of_bot,
    missing_to_serve,
)

KEY = "k" * 32
GUID = "11111111-2222-3333-4444-555555555555"
BOT = {
    "FRONTDESK_BOT_APP_ID": "app",
    "FRONTDESK_BOT_APP_PASSWORD": "a password nobody may see",
    "FRONTDESK_BOT_DIRECTORY_ID": GUID,
}
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "configuration.md"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def set_all(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"FRONTDESK_PORT": "telephone"}, "FRONTDESK_PORT"),
        ({"FRONTDESK_PORT": "65536"}, "FRONTDESK_PORT"),
        ({"FRONTDESK_DATABASE_URL": "mysql://x"}, "FRONTDESK_DATABASE_URL"),
        ({"FRONTDESK_PUBLIC_URL": "book.example.com"}, "FRONTDESK_PUBLIC_URL"),
        ({"FRONTDESK_CLOCK": "yesterday", "FRONTDESK_DEMO": "1"}, "FRONTDESK_CLOCK"),
        ({"FRONTDESK_CLOCK": "2026-04-14T08:00:00", "FRONTDESK_DEMO": "1"}, "FRONTDESK_CLOCK"),
        ({"FRONTDESK_CLOCK": "2026-04-14T08:00:00Z"}, "FRONTDESK_CLOCK"),
        ({"FRONTDESK_CLOCK": "1900-01-01T00:00:00Z", "FRONTDESK_DEMO": "1"}, "FRONTDESK_CLOCK"),
        ({"FRONTDESK_CLOCK": "2200-01-01T00:00:00Z", "FRONTDESK_DEMO": "1"}, "FRONTDESK_CLOCK"),
        (
            {"FRONTDESK_CLOCK": "9999-12-31T23:59:59-12:00", "FRONTDESK_DEMO": "1"},
            "FRONTDESK_CLOCK",
        ),
        ({"FRONTDESK_SECRET_KEY": "short"}, "FRONTDESK_SECRET_KEY"),
        ({"FRONTDESK_LOG_LEVEL": "LOUD"}, "FRONTDESK_LOG_LEVEL"),
        ({**BOT, "FRONTDESK_BOT_DIRECTORY_ID": "common"}, "FRONTDESK_BOT_DIRECTORY_ID"),
    ],
)
def test_a_broken_setting_is_refused_in_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    set_all(monkeypatch, variables)
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert refusal.value.variable == named
    assert str(refusal.value).startswith(f"{named}: ")
    assert "\n" not in str(refusal.value)


def test_the_years_a_clock_may_start_in_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, {"FRONTDESK_CLOCK": "2200-01-01T00:00:00Z", "FRONTDESK_DEMO": "1"})
    with pytest.raises(SettingsError, match="must be in the years 2000 to 2099"):
        load_settings()


@pytest.mark.parametrize("value", ["s3cret-pass", "postgres://user:s3cret@host/x"])
def test_a_refusal_does_not_show_the_value(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    set_all(monkeypatch, {"FRONTDESK_DATABASE_URL": value})
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, ["SECRET_KEY", "BOT_APP_ID"]),
        ({"FRONTDESK_HOST": "::"}, ["SECRET_KEY", "BOT_APP_ID", "PUBLIC_URL"]),
        ({"FRONTDESK_SECRET_KEY": KEY}, ["BOT_APP_ID"]),
        (
            {"FRONTDESK_BOT_APP_ID": "app"},
            ["SECRET_KEY", "BOT_APP_PASSWORD", "BOT_DIRECTORY_ID"],
        ),
        (
            {**BOT, "FRONTDESK_SECRET_KEY": KEY, "FRONTDESK_BOT_DIRECTORY_ID": ""},
            ["BOT_DIRECTORY_ID"],
        ),
        (
            {"FRONTDESK_SECRET_KEY": KEY, "FRONTDESK_BOT_APP_ID": "none", "FRONTDESK_HOST": "::"},
            ["PUBLIC_URL"],
        ),
        ({**BOT, "FRONTDESK_SECRET_KEY": KEY, "FRONTDESK_DEMO": "1"}, ["DEMO"]),
    ],
)
def test_serving_for_real_names_all_it_needs_at_once(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: list[str]
) -> None:
    set_all(monkeypatch, variables)
    missing = [each.variable for each in missing_to_serve(load_settings())]
    assert missing == [f"{PREFIX}{name}" for name in named]


def test_a_demo_with_a_bot_needs_what_signs_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, {"FRONTDESK_BOT_APP_ID": "app"})
    missing = [each.variable for each in missing_of_bot(load_settings(demo=True))]
    assert missing == ["FRONTDESK_BOT_APP_PASSWORD", "FRONTDESK_BOT_DIRECTORY_ID"]


@pytest.mark.parametrize(
    "variables",
    [BOT, {"FRONTDESK_BOT_APP_ID": "none"}, {"FRONTDESK_ANONYMOUS_BOT": "1"}],
)
def test_serving_starts_once_it_is_told_who_may_speak(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    set_all(monkeypatch, {"FRONTDESK_SECRET_KEY": KEY, **variables})
    assert missing_to_serve(load_settings()) == ()


@pytest.mark.parametrize("variable", ["FRONTDESK_DEMO", "FRONTDESK_ANONYMOUS_BOT"])
def test_a_door_that_proves_nobody_is_on_loopback(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    set_all(monkeypatch, {variable: "1", "FRONTDESK_HOST": "0.0.0.0"})
    assert load_settings().listen_host == "127.0.0.1"


def test_the_demo_makes_a_key_once_and_keeps_it_to_its_owner(tmp_path: Path) -> None:
    first = load_settings(demo=True)
    assert len(first.signing_key) >= 32
    assert load_settings(demo=True).signing_key == first.signing_key
    assert stat.S_IMODE((tmp_path / "data" / "demo.key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["demo.key"]


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match=r"^FRONTDESK_DATA_FOLDER: "):
        load_settings(demo=True, data_folder=tmp_path / "file")


def test_settings_come_from_a_file_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("FRONTDESK_PORT=4000\nFRONTDESK_HOST=10.0.0.1\nOTHER=1\n")
    set_all(monkeypatch, {"FRONTDESK_PORT": "5000"})
    settings = load_settings()
    assert (settings.port, settings.host) == (5000, "10.0.0.1")


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("FRONTDESK_HOST=10.0.0.1  # Åse".encode("latin-1"))
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert str(refusal.value) == f"{tmp_path / '.env'}: must be UTF-8 text; save it as UTF-8"


def test_lists_and_instants_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(
        monkeypatch,
        {
            "FRONTDESK_SERVICE_URL_HOSTS": "a.example, B.example,",
            "FRONTDESK_CLOCK": "2026-04-14T10:00:00+02:00",
            "FRONTDESK_DEMO": "1",
        },
    )
    settings = load_settings()
    assert settings.service_url_hosts == ("a.example", "b.example")
    assert settings.clock == datetime(2026, 4, 14, 8, tzinfo=UTC)


def test_printed_settings_hold_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    database = "postgresql://user:hidden@db/x"
    set_all(monkeypatch, {**BOT, "FRONTDESK_SECRET_KEY": KEY, "FRONTDESK_DATABASE_URL": database})
    shown = repr(load_settings())
    assert KEY not in shown
    assert "hidden" not in shown
    assert "nobody may see" not in shown


def documented_default(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "(empty)"
    if isinstance(value, bool):
        return str(int(value))
    shown = getattr(value, "value", value)
    secret = getattr(value, "get_secret_value", None)
    shown = secret() if secret else shown
    return "(empty)" if shown in ("", None) else str(shown)


def test_the_documentation_tells_the_limits_as_they_are() -> None:
    told = re.findall(
        r"^\| `FRONTDESK_(\w+)_PER_MINUTE` .+ Empty: (\d+), in demo mode (\d+)\.",
        DOCUMENTATION.read_text(),
        re.MULTILINE,
    )
    limits = {
        name: (getattr(PUBLIC_LIMITS, name).count, getattr(DEMO_LIMITS, name).count)
        for name in ("turns", "tokens", "requests")
    }
    assert {name.lower(): (int(usual), int(demo)) for name, usual, demo in told} == limits


def test_the_documentation_lists_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(FRONTDESK_\w+)` \| (.+?) \|", DOCUMENTATION.read_text(), re.MULTILINE)
    documented = {name: default.strip("`") for name, default in rows}
    fields = Settings.model_fields.items()
    assert documented == {
        f"{PREFIX}{name.upper()}": documented_default(field.default) for name, field in fields
    }
