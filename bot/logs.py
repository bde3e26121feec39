"""The log: one JSON object a line, with ids and never people (ASVS 5.0 V16.2.5, V16.4.1)."""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.redaction import redact

_FIELDS = "frontdesk_fields"
# Other rooms log with the standard library alone. Of what they give as `extra` only ids are
# written: no library's extra may bring a person's name or words into the log.
_ID_SUFFIX = "_id"
_SHOWN_FRAMES = 6
_DELETE = "\x7f"


def log_event(
    logger: logging.Logger,
    event: str,
    level: int = logging.INFO,
    error: BaseException | None = None,
    **fields: Any,
) -> None:
    """Log that something happened: `event` is its name ("turn.failed"), `fields` its facts.

    Give ids, counts and codes; names, texts and addresses of people do not belong here.
    """
    logger.log(level, event, exc_info=error, extra={_FIELDS: fields})


class JsonLines(logging.Formatter):
    """Writes a record as one line of ASCII JSON: no value can begin a line or hide in one."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at,
            "level": record.levelname,
            "logger": record.name,
            "event": redact(record.getMessage()),
        }
        line.update(_clean_fields(_ids_of(record)))
        line.update(_clean_fields(getattr(record, _FIELDS, {})))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True).replace(_DELETE, "\\u007f")


def configure_logging(level: str, stream: TextIO | None = None) -> None:
    """Send every log record of this process as JSON lines to `stream` (standard error)."""
    handler = logging.StreamHandler(sys.stderr if stream is None else stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # The access log holds addresses of people and of pages with tokens in them.
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    # Alembic tells each time somebody only looks which revision the schema has.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _ids_of(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name.endswith(_ID_SUFFIX)}


def _clean_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {redact(name): _clean(value) for name, value in fields.items()}


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact(str(value))


def _describe(error: BaseException) -> dict[str, Any]:
    """Say what went wrong and where, in one line: further lines of a database error hold rows."""
    first_line = (str(error).splitlines() or [""])[0]
    frames = traceback.extract_tb(error.__traceback__)[-_SHOWN_FRAMES:]
    return {
        "type": type(error).__name__,
        "message": redact(first_line),
        "where": [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames],
    }


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])
