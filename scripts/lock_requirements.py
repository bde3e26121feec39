"""Pins and hashes the requirement files for every supported Python: `make requirements`."""

import sys

from scripts.commands import ROOT, SetupFailed, run

NAMES = ("requirements", "requirements-dev", "requirements-node", "requirements-postgres")
OLDEST_PYTHON = "3.11"
# Nothing about where the packages were found: whoever installs has an index of their own.
OPTIONS = ("--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--quiet")


def main() -> int:
    """Compile every .in file; 0 when all could be resolved."""
    try:
        for name in NAMES:
            _compile(name)
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def _compile(name: str) -> None:
    target = ROOT / f"{name}.txt"
    uv = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, "--upgrade"]
    command = [*uv, "--python-version", OLDEST_PYTHON, "-o", target.name, f"{name}.in"]
    run(command, f"{name}.in could not be resolved: the reason stands above")


if __name__ == "__main__":
    sys.exit(main())
