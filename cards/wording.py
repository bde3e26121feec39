"""What people wrote, made safe to show: literal in every client, bounded, in its own direction.

Only TextRun, button titles and input values take text literally. TextBlock, FactSet, toggles and
`fallbackText` are read as Markdown, and text elements expand `{{DATE(...)}}` and `{{TIME(...)}}`
(adaptivecards.io, "Text features"), so what people wrote is cut where such a form begins.
"""

import re
import unicodedata
from typing import Final

# Controls, and the marks by which a text could turn the direction of what follows it.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_MARKDOWN: Final = re.compile(r"([\\`*_{\[\]<>#~])")
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_WORD_JOINER: Final = "\u2060"
_LINE_END: Final = re.compile("\r\n|[\r\u2028\u2029]")

LONGEST_TITLE: Final = 60
LONGEST_NAME: Final = 90
LONGEST_TEXT: Final = 800
LONGEST_FACT: Final = 400


def visible(text: str) -> str:
    """Give the text with plain line ends and without characters nobody can see."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def line(text: str, longest: int = LONGEST_NAME) -> str:
    """Give the text as one line of at most `longest` characters, in its own direction."""
    return _isolated(_clipped(" ".join(visible(text).split()), longest))


def title(text: str, longest: int = LONGEST_TITLE) -> str:
    """Give the text for a button, a label or a choice: one line that no client expands."""
    return unexpanded(line(text, longest))


def paragraphs(text: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Give the text's own lines, blank ones left out, `longest` characters in all."""
    lines = _clipped(visible(text), longest).split("\n")
    return [_isolated(each.strip()) for each in lines if each.strip()]


def cut_before_expansion(text: str) -> list[str]:
    """Cut the text between each two opening braces; joined, the pieces are the text."""
    return re.split(r"(?<=\{)(?=\{)", text)


def unexpanded(text: str) -> str:
    """Give the text with an unseen character where an expansion would begin."""
    return _WORD_JOINER.join(cut_before_expansion(text))


def markdown(text: str) -> str:
    """Give Markdown that shows the text as it is."""
    return unexpanded(_MARKDOWN.sub(r"\\\1", visible(text)))


def unmarked(text: str) -> str:
    """Give what `markdown` shows: the text as it was, for places that know no Markdown."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", text)


def spoken(text: str) -> str:
    """Give the text for `speak`, which a client may read as SSML or expand."""
    return " ".join(re.sub("[<>&{}]", " ", visible(text)).split())


def _clipped(text: str, longest: int) -> str:
    """Cut to `longest` characters, and to twice as many bytes: a card has a size in bytes."""
    room = longest if len(text[:longest].encode()) <= 2 * longest else longest // 2
    if len(text) <= room:
        return text
    kept = text[: room - 1].rstrip()
    # A joiner or a combining mark belongs to what was cut off after it.
    while kept and (kept[-1] == "\u200d" or unicodedata.combining(kept[-1])):
        kept = kept[:-1]
    return kept + "…"


def _isolated(text: str) -> str:
    if any(unicodedata.bidirectional(each) in ("R", "AL") for each in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text
