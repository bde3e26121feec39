"""The package for Teams is what Teams takes."""

import json
import struct
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from app_manifest.build import ManifestRefused, Registration, main, manifest_of, write_package

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "node_modules" / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
APP_ID = "11111111-2222-3333-4444-555555555555"
REGISTRATION = Registration(
    bot_app_id=APP_ID,
    public_url="https://book.example.com/desk",
    privacy_url="https://example.com/privacy",
    terms_url="https://example.com/terms",
    developer_name="Salon Example",
)
MOST_COMMANDS, LONGEST_TITLE, LONGEST_DESCRIPTION = 10, 32, 128


def test_the_manifest_is_valid_by_microsofts_schema() -> None:
    assert errors_of(manifest_of(REGISTRATION, "1.0.0")) == []


def test_the_schema_is_not_asleep() -> None:
    broken = manifest_of(REGISTRATION, "1.0.0")
    broken["bots"][0]["scopes"] = ["groupchat"]
    assert len(errors_of(broken)) == 1


def test_nothing_is_left_to_fill_in() -> None:
    assert "${" not in json.dumps(manifest_of(REGISTRATION, "1.0.0"))


def test_the_manifest_names_the_bot_and_its_domain() -> None:
    manifest = manifest_of(REGISTRATION, "1.0.0")
    assert manifest["bots"][0]["botId"] == APP_ID
    assert manifest["validDomains"] == ["book.example.com"]


def test_commands_stay_within_what_older_teams_allow() -> None:
    for listed in manifest_of(REGISTRATION, "1.0.0")["bots"][0]["commandLists"]:
        assert len(listed["commands"]) <= MOST_COMMANDS
        assert max(len(command["title"]) for command in listed["commands"]) <= LONGEST_TITLE
        assert all(len(each["description"]) <= LONGEST_DESCRIPTION for each in listed["commands"])


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("bot_app_id", "", "FRONTDESK_BOT_APP_ID"),
        ("bot_app_id", "none", "FRONTDESK_BOT_APP_ID"),
        ("public_url", "", "FRONTDESK_PUBLIC_URL"),
        ("public_url", "http://book.example.com", "FRONTDESK_PUBLIC_URL"),
        ("public_url", "https://localhost", "FRONTDESK_PUBLIC_URL"),
        ("public_url", "https://127.0.0.1:3978", "FRONTDESK_PUBLIC_URL"),
        ("privacy_url", "http://example.com/privacy", "--privacy-url"),
        ("terms_url", "ftp://example.com/terms", "--terms-url"),
        ("developer_name", "", "--developer"),
        ("developer_name", "n" * 33, "--developer"),
    ],
)
def test_what_teams_would_refuse_is_refused_here(field: str, value: str, told: str) -> None:
    with pytest.raises(ManifestRefused, match=f"^{told} "):
        replace(REGISTRATION, **{field: value})


def test_the_package_holds_the_manifest_and_both_icons(tmp_path: Path) -> None:
    write_package(REGISTRATION, tmp_path / "made.zip")
    with zipfile.ZipFile(tmp_path / "made.zip") as package:
        assert sorted(package.namelist()) == ["color.png", "manifest.json", "outline.png"]
        icons = json.loads(package.read("manifest.json"))["icons"]
        sizes = {name: png_size(package.read(icons[name])) for name in icons}
    assert sizes == {"color": (192, 192), "outline": (32, 32)}


def test_the_same_settings_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_package(REGISTRATION, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_settings_of_the_installation_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRONTDESK_BOT_APP_ID", APP_ID)
    monkeypatch.setenv("FRONTDESK_BOT_APP_PASSWORD", "not used here")
    monkeypatch.setenv("FRONTDESK_BOT_DIRECTORY_ID", APP_ID)
    monkeypatch.setenv("FRONTDESK_PUBLIC_URL", "https://book.example.com/")
    assert main(["--output", str(tmp_path / "made.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "made.zip") as package:
        assert json.loads(package.read("manifest.json"))["id"] == APP_ID


def test_a_missing_setting_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FRONTDESK_BOT_APP_ID", raising=False)
    assert main(["--output", str(tmp_path / "made.zip")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "made.zip").exists()


def errors_of(manifest: dict[str, Any]) -> list[str]:
    """What Microsoft's schema of the manifest's own version finds wrong."""
    path = SCHEMAS / f"v{manifest['manifestVersion']}" / "MicrosoftTeams.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8-sig"))
    return [error.message for error in Draft4Validator(schema).iter_errors(manifest)]


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height, from a PNG's header."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height
