"""Brings what Frontdesk needs onto a machine: `python -m scripts.bootstrap STEP...`.

Runs on a bare Python 3.11 before anything is installed, so it uses the standard library alone.
A step with a stamp does nothing while the files it depends on are the same as when the stamp was
written. Two runs in one checkout wait for each other.
"""

import fcntl
import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.commands import ROOT, SetupFailed
from scripts.npm_packages import NODE_MODULES, install_npm_dev, install_web
from scripts.python_packages import VENV, install_dev, install_runtime
from scripts.test_tools import bring_chromium, bring_postgres


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to bring: `bring` runs when `inputs` differ from what `stamp` remembers.

    Without a stamp it runs each time and looks for itself whether there is anything to do.
    """

    bring: Callable[[], None]
    stamp: Path | None = None
    inputs: Sequence[str] = ()

    def run(self) -> None:
        """Bring it if needed, and let make see the stamp as newer than the inputs."""
        if self.stamp is None:
            self.bring()
            return
        digest = _digest(self.inputs)
        if not self.stamp.exists() or self.stamp.read_text() != digest:
            self.stamp.unlink(missing_ok=True)
            self.bring()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(digest)


STEPS = {
    "runtime": Step(install_runtime, VENV / ".runtime", ["requirements.txt"]),
    "dev": Step(install_dev, VENV / ".dev", ["requirements.txt", "requirements-dev.txt"]),
    "web": Step(install_web, ROOT / "build" / "web" / ".stamp", ["package-lock.json"]),
    "npm-dev": Step(install_npm_dev, NODE_MODULES / ".frontdesk-dev", ["package-lock.json"]),
    "chromium": Step(bring_chromium),
    "postgres": Step(bring_postgres),
}


def main(names: Sequence[str]) -> int:
    """Run the named steps in the order given; 0 when all is there, 1 with one line when not."""
    try:
        with _one_at_a_time():
            for name in names:
                STEPS[name].run()
    except (SetupFailed, OSError) as error:
        print(f"Frontdesk cannot be set up: {error}", file=sys.stderr)
        return 1
    return 0


def _digest(names: Sequence[str]) -> str:
    # The folder counts too: a virtual environment that was moved no longer works.
    digest = hashlib.sha256(str(ROOT).encode())
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / ".bootstrap.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
