"""What docs/teams.md says the bot says, it says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_is_quoted_of_the_bot_stands_in_a_catalogue() -> None:
    _, _, told = (ROOT / "docs" / "teams.md").read_text().partition("## When it does not answer")
    quoted = re.findall(r"^\|[^|]*\"([^\"|]+)\"", told, re.MULTILINE)
    catalogues = (ROOT / "language" / "catalogues" / "en").glob("*.ftl")
    sentences = "\n".join(path.read_text() for path in catalogues)
    assert quoted
    assert [each for each in quoted if each not in sentences] == []
