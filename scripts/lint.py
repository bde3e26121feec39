"""Every check of the code in one command: `python -m scripts.lint`. Runs all, then fails if any did."""

import os
import subprocess
import sys
from pathlib import Path

from scripts.commands import ROOT

TOOLS = Path(sys.executable).parent
CHECKS = (
    (str(TOOLS / "ruff"), "check", "--quiet", "."),
    (str(TOOLS / "ruff"), "format", "--check", "--quiet", "."),
    (str(TOOLS / "mypy"),),
    (str(ROOT / "node_modules" / ".bin" / "pyright"),),
    (str(TOOLS / "lint-imports"), "--no-cache"),
)


def main() -> int:
    """Run the checks and say which failed; 0 when none did."""
    failed = [Path(check[0]).name for check in CHECKS if not _passes(check)]
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(check: tuple[str, ...]) -> bool:
    print(f"-- {' '.join([Path(check[0]).name, *check[1:]])}", flush=True)
    # Node may have come with a Python package, and pyright looks for it on the path.
    path = os.pathsep.join([os.environ.get("PATH", ""), str(TOOLS)])
    environment = {**os.environ, "PATH": path}
    return subprocess.run(check, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
