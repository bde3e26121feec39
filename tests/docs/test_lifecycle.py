"""The commands that the page for operators shows do what it says, in their order."""

import re
import shlex
from pathlib import Path

from tests.host.processes import ROOT, Machine


def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "business-file.md").read_text(encoding="utf-8")
    part = page.split("## Beginning, ending and bringing back")[1].split("\n## ")[0]
    commands = re.findall(r"^    python -m bot (.+)$", part, re.MULTILINE)
    assert len(commands) == 12
    machine = Machine(tmp_path)
    for command in commands:
        ended = machine.run(*shlex.split(command))
        # Somebody is removed only by what says so.
        asks = command.startswith("remove-person") and "--confirm" not in command
        assert ended.returncode == (1 if asks else 0), (command, ended.stderr)
