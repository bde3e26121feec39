"""The virtual environment and what pip installs into it, pinned and hashed."""

import subprocess
import sys
from pathlib import Path

from scripts.commands import ROOT, run, say

VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


def install_runtime() -> None:
    """Make the virtual environment and install the run-time packages into it."""
    if not _works(VENV_PYTHON):
        _make_environment()
    say("Installing the Python packages that Frontdesk runs on")
    pip_install("requirements.txt")


def install_dev() -> None:
    """Add what the tests and checks need to the virtual environment."""
    say("Installing the Python packages of the tests and checks")
    pip_install("requirements.txt", "requirements-dev.txt")


def pip_install(*names: str) -> None:
    """Install hashed requirement files into the virtual environment."""
    command = [str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    for name in names:
        command += ["--require-hashes", "-r", str(ROOT / name)]
    run(command, f"pip could not install {' and '.join(names)}: the reason stands above")


def _make_environment() -> None:
    say("Making the Python environment in .venv")
    run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        "python could not make .venv: remove that folder and try again",
    )


def _works(python: Path) -> bool:
    # False also after the Python it was made with has been removed or the folder was moved.
    command = [str(python), "-c", "import pip, sys; print(sys.prefix)"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return Path(answer.stdout.strip()) == VENV
