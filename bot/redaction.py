"""What must not stand in a log: secrets, phone numbers and mail addresses."""

import re
from typing import Final

MAXIMUM_VALUE_LENGTH: Final = 200
_CUT_MARK: Final = "…"
# Searching a megabyte for what is then cut away helps nobody; a secret may stand across the cut.
_SEARCHED_LENGTH: Final = 4 * MAXIMUM_VALUE_LENGTH

_RULES: Final = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[^\s,;\"']+"), r"\1 [secret]"),
    (
        re.compile(
            r"(?i)\b([\w-]*(?:token|secret|password|signature|api_?key|cookie|code))"
            r"([\"']?\s*[=:]\s*[\"']?)[^\s&\"',;}]+"
        ),
        r"\1\2[secret]",
    ),
    # Signed tokens of ours (payload.signature) and JSON Web Tokens begin with base64url of '{"'.
    (re.compile(r"\beyJ[\w-]{8,}(?:\.[\w-]*)*"), "[secret]"),
    (re.compile(r"://[^/\s:@]+:[^/\s@]+@"), "://[secret]@"),
    (re.compile(r"[^\s@<>()\[\],;:\"'|=/]+@[^\s@<>()\[\],;:\"'|/]+\.\w+"), "[mail]"),
    (
        re.compile(
            r"(?<![\w-])(?!\d{4}-\d\d-\d\d)(?:\+|\(\+?)?\d(?:[ \u00a0().\-/]{0,3}\d){6,14}(?![\w-])"
        ),
        "[phone]",
    ),
)


def redact(text: str) -> str:
    """Put marks in the place of secrets, phone numbers, mail addresses; cut to 200 characters."""
    shown = text[:_SEARCHED_LENGTH]
    for pattern, mark in _RULES:
        shown = pattern.sub(mark, shown)
    if len(shown) > MAXIMUM_VALUE_LENGTH or len(text) > _SEARCHED_LENGTH:
        return shown[: MAXIMUM_VALUE_LENGTH - 1] + _CUT_MARK
    return shown
