"""Builds the app package that is uploaded to Teams: `python -m app_manifest.build`.

The package is a zip of the manifest and two icons. The same settings give the same bytes.
Source: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package
"""

import argparse
import json
import sys
import tomllib
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from bot.settings import Settings, SettingsError, load_settings

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
TEMPLATE = FOLDER / "manifest.template.json"
ICONS = ("color.png", "outline.png")
DEFAULT_OUTPUT = ROOT / "build" / "frontdesk-teams.zip"
LONGEST_DEVELOPER_NAME = 32
OLDEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class ManifestRefused(Exception):
    """The package cannot be built; the message is one line that says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What Teams must know of one installation: its bot, and the https addresses of its pages."""

    bot_app_id: str
    public_url: str
    privacy_url: str
    terms_url: str
    developer_name: str

    def __post_init__(self) -> None:
        if not _is_guid(self.bot_app_id):
            raise ManifestRefused(
                "FRONTDESK_BOT_APP_ID must be the application (client) id of the bot, a GUID"
            )
        # Microsoft's schema lets http through, Teams does not.
        _require_https("FRONTDESK_PUBLIC_URL", self.public_url)
        _require_https("--privacy-url", self.privacy_url)
        _require_https("--terms-url", self.terms_url)
        if not 0 < len(self.developer_name) <= LONGEST_DEVELOPER_NAME:
            raise ManifestRefused(f"--developer must have 1 to {LONGEST_DEVELOPER_NAME} characters")


def manifest_of(registration: Registration, version: str) -> dict[str, Any]:
    """The manifest of one installation, as JSON values."""
    values = {
        "BOT_APP_ID": registration.bot_app_id.lower(),
        "DEVELOPER_NAME": registration.developer_name,
        "PRIVACY_URL": registration.privacy_url,
        "PUBLIC_DOMAIN": urlsplit(registration.public_url).hostname,
        "PUBLIC_URL": registration.public_url,
        "TERMS_URL": registration.terms_url,
        "VERSION": version,
    }
    filled: dict[str, Any] = _fill(json.loads(TEMPLATE.read_text()), values)
    return filled


def write_package(registration: Registration, output: Path) -> None:
    """Write the zip with the manifest and the icons to `output`."""
    manifest = json.dumps(manifest_of(registration, _version()), indent=2, ensure_ascii=False)
    output.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_entry("manifest.json"), manifest)
        for icon in ICONS:
            package.writestr(_entry(icon), (FOLDER / icon).read_bytes())


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the package from the settings and arguments; 1 with one line when that cannot be."""
    try:
        given = _parser(load_settings()).parse_args(arguments)
        write_package(_registration(given), given.output)
    except (ManifestRefused, SettingsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Written: {given.output}\nUpload it in Teams: Apps > Manage your apps > Upload an app")
    return 0


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app_manifest.build", description="Build the app package for Teams."
    )
    parser.add_argument(
        "--app-id", default=settings.bot_app_id, help="instead of FRONTDESK_BOT_APP_ID"
    )
    parser.add_argument(
        "--public-url", default=settings.public_url, help="instead of FRONTDESK_PUBLIC_URL"
    )
    parser.add_argument("--privacy-url", default="", help="your privacy page")
    parser.add_argument("--terms-url", default="", help="your terms of use")
    parser.add_argument("--developer", default="Frontdesk", help="who offers the bot")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT, help="where to write it")
    return parser


def _registration(given: argparse.Namespace) -> Registration:
    return Registration(
        bot_app_id=given.app_id,
        public_url=given.public_url.rstrip("/"),
        privacy_url=given.privacy_url or given.public_url,
        terms_url=given.terms_url or given.public_url,
        developer_name=given.developer,
    )


def _fill(value: Any, values: dict[str, Any]) -> Any:
    match value:
        case str():
            # Names like "$schema" hold a dollar sign too, so only known placeholders count.
            return Template(value).safe_substitute(values)
        case list():
            return [_fill(each, values) for each in value]
        case dict():
            return {name: _fill(each, values) for name, each in value.items()}
        case _:
            return value


def _require_https(name: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or _is_local(parts.hostname):
        raise ManifestRefused(
            f"{name} must be an https address that Teams can reach, such as https://book.example.com"
        )


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or "." not in host


def _is_guid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, OLDEST_ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


if __name__ == "__main__":
    sys.exit(main())
