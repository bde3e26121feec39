"""The house stands as drawn: the contracts hold, and each one notices when it is broken."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

from scripts.import_contracts import external_imports

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
ROOMS: list[str] = SETTINGS["root_packages"]
CONTRACTS: list[dict[str, Any]] = SETTINGS["contracts"]

# contract -> (a module that gets a line planted, the line)
VIOLATIONS = {
    "Rooms open doors downwards only": ("language/planted.py", "import cards.planted"),
    "Storage knows the core and no other room": ("storage/planted.py", "import language.planted"),
    "The core has layers of its own": ("scheduling/errors.py", "import scheduling.catalog"),
    "No room has a cycle inside": ("cards/planted.py", "import cards.planted_too"),
    "The core uses the standard library alone": ("scheduling/errors.py", "import attrs"),
    "Databases are known to storage only": ("dialogs/planted.py", "import sqlalchemy"),
    "The bot SDK is known to the bot's adapter only": ("bot/planted.py", "import botbuilder.core"),
    "The web framework is known to bot, web and api only": ("cards/planted.py", "import aiohttp"),
    "Adaptive Card classes are known to cards only": ("dialogs/planted.py", "import adaptivecards"),
    "Language libraries are known to language only": ("cards/planted.py", "import dateparser"),
    "Calendar files are known to calendars only": ("web/planted.py", "import icalendar"),
    "Settings come from one module": ("bot/planted.py", "import pydantic_settings"),
    "Signed tokens are made and read at the doors only": ("cards/planted.py", "import jwt"),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of all rooms, each with two modules to plant imports in."""
    (tmp_path / "scripts").mkdir()
    for name in ("pyproject.toml", "scripts/__init__.py", "scripts/import_contracts.py"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=_all_but_python)
        if room != "scheduling":
            (tmp_path / room / "planted.py").touch()
            (tmp_path / room / "planted_too.py").write_text(f"import {room}.planted\n")
    return tmp_path


def test_every_contract_holds() -> None:
    answer = _lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout


def test_every_contract_is_proven() -> None:
    assert sorted(VIOLATIONS) == sorted(contract["name"] for contract in CONTRACTS)


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_contract_notices_an_import_against_it(contract: str, house: Path) -> None:
    module, line = VIOLATIONS[contract]
    with (house / module).open("a") as text:
        text.write(f"\n{line}\n")
    answer = _lint_imports(house)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f"{contract} BROKEN" in answer.stdout


# Rooms that stand beside each other in the picture: a module of one, and its import of the other.
BESIDE = [
    ("web/planted.py", "import api.planted"),
    ("cards/planted.py", "import calendars.planted"),
    ("deep_links/planted.py", "import language.planted"),
    ("dialogs/planted.py", "import notifications.planted"),
]


@pytest.mark.parametrize(("module", "line"), BESIDE, ids=[line for _, line in BESIDE])
def test_rooms_beside_each_other_do_not_meet(module: str, line: str, house: Path) -> None:
    with (house / module).open("a") as text:
        text.write(f"\n{line}\n")
    answer = _lint_imports(house)
    assert "Rooms open doors downwards only BROKEN" in answer.stdout


def test_every_external_package_has_a_home() -> None:
    at_home = {
        package
        for contract in CONTRACTS
        if contract["type"] == "at_home"
        for package in contract["packages"]
    }
    graph = grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)
    imported = {package.partition(".")[0] for _, package in external_imports(graph)}
    assert imported - sys.stdlib_module_names <= at_home


def test_every_room_is_checked() -> None:
    beside_the_rooms = {"app_manifest", "benchmarks", "scripts"}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - beside_the_rooms == set(ROOMS)


def _all_but_python(folder: str, names: list[str]) -> set[str]:
    return {
        name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()
    }


def _lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "200", "NO_COLOR": "1"},
    )
