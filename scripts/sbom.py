"""Writes build/sbom.json: every package Frontdesk runs on, in CycloneDX's form: `make sbom`."""

import sys

from scripts.commands import ROOT, SetupFailed, run


def main() -> int:
    """Write the list; 0 when it was written."""
    target = ROOT / "build" / "sbom.json"
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.txt"]
    options = ["--output-reproducible", "--of", "JSON", "-o", str(target)]
    try:
        run([*command, *options], "the list of packages could not be written")
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"Written: {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
