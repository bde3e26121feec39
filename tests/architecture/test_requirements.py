"""What is installed is exactly what was looked at: pinned, hashed, and explained."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.txt"))
PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+)(\[[a-z,]+\])?==(?P<version>[^\s;]+)( ;[^\\]+)?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")
ADDRESS = re.compile(r"https?:|file:|git\+|--(extra-)?index-url|--find-links|(^|\s)/\w+/|\s@\s")


class Loose(Exception):
    """A line of a lock file that is not one package, pinned and hashed."""


def locked(text: str) -> dict[str, str]:
    """The version of each package in a lock file. Raises Loose at the first that is not held fast."""
    versions: dict[str, str] = {}
    joined = re.sub(r"\s*\\\n\s*", " \\ ", re.sub(r"(?m)^\s*#.*\n?", "", text))
    for line in filter(None, map(str.strip, joined.splitlines())):
        requirement, *hashes = [part.strip() for part in line.split(" \\ ")]
        match = PINNED.match(requirement)
        if match is None or not hashes or not all(map(HASH.match, hashes)):
            raise Loose(line)
        versions[match["name"]] = match["version"]
    return versions


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_and_hashed(lock: Path) -> None:
    assert locked(lock.read_text())


@pytest.mark.parametrize(
    "line",
    [
        "aiohttp",
        "aiohttp>=3.10",
        "aiohttp==3.14.5",
        "aiohttp==3.14.5 --hash=sha256:00",
        "aiohttp==3.14.5 \\\n    --hash=md5:" + "0" * 64,
        "aiohttp @ git+ssh://somewhere/aiohttp",
        "-r more.txt",
        "-e .",
    ],
)
def test_a_loose_package_is_noticed(line: str) -> None:
    with pytest.raises(Loose):
        locked(f"{line}\n")


def test_packages_shared_by_two_lock_files_have_one_version() -> None:
    seen: dict[str, str] = {}
    for lock in LOCKS:
        for name, version in locked(lock.read_text()).items():
            assert seen.setdefault(name, version) == version, name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_names_no_place(lock: Path) -> None:
    assert [line for line in lock.read_text().splitlines() if ADDRESS.search(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_holds_what_is_asked_for(lock: Path) -> None:
    assert set(asked_for(lock.with_suffix(".in"))) <= set(locked(lock.read_text()))


def test_every_npm_package_is_pinned_and_hashed() -> None:
    assert [name for name, entry in npm_packages().items() if "integrity" not in entry] == []


def test_the_npm_lock_file_names_no_place() -> None:
    assert [name for name, entry in npm_packages().items() if "resolved" in entry] == []


def test_npm_packages_are_asked_for_by_exact_version() -> None:
    assert [v for v in npm_asked_for().values() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []


def test_every_direct_dependency_is_explained_with_its_version() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| .+ \| .+ \|$", explanations(), re.MULTILINE)
    explained = {(normal(name), version) for name, version in rows if name != "package"}
    used = {(name, lock[name]) for lock, name in direct_dependencies()}
    assert explained == used | {(normal(name), v) for name, v in npm_asked_for().items()}


def test_the_licence_is_the_one_that_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]
    assert (ROOT / "LICENSE").read_text().startswith(f"{declared} License")


def asked_for(path: Path) -> list[str]:
    """The packages an .in file names, spelt as lock files spell them."""
    lines = [line.strip() for line in path.read_text().splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    return [normal(re.split(r"[\[=<>~! ]", line)[0]) for line in wanted]


def direct_dependencies() -> list[tuple[dict[str, str], str]]:
    """Every package named in an .in file, with the lock file that pins it."""
    return [
        (locked(lock.read_text()), name)
        for lock in LOCKS
        for name in asked_for(lock.with_suffix(".in"))
    ]


def normal(name: str) -> str:
    """A package name as lock files spell it."""
    return name if name.startswith("@") else re.sub(r"[-_.]+", "-", name).lower()


def explanations() -> str:
    """The page that explains every direct dependency."""
    return (ROOT / "docs" / "dependencies.md").read_text()


def npm_asked_for() -> dict[str, str]:
    """The npm packages we name, with the versions asked for."""
    package = json.loads((ROOT / "package.json").read_text())
    return {**package["dependencies"], **package["devDependencies"]}


def npm_packages() -> dict[str, dict[str, Any]]:
    """Every npm package in the lock file, but not our own."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {name: entry for name, entry in packages.items() if name}
