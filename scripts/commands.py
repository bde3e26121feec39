"""Running other programs while setting up, and failing in one line when they do."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SetupFailed(Exception):
    """Something could not be brought; the message is one line that says what to do."""


def say(line: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"{line} ...", file=sys.stderr, flush=True)


def run(command: Sequence[str], complaint: str, extra_path: Path | None = None) -> None:
    """Run a program in the project's folder; raise SetupFailed with `complaint` when it fails.

    What it prints goes to the error output. `extra_path` is searched first for what it starts.
    """
    environment = dict(os.environ)
    if extra_path is not None:
        environment["PATH"] = os.pathsep.join([str(extra_path), environment.get("PATH", "")])
    try:
        subprocess.run(
            command,
            check=True,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupFailed(complaint) from error
