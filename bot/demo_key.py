"""The key a demonstration signs with, made on its first start and kept."""

import os
from pathlib import Path

from bot.clock import new_id, new_secret


def read_or_make_key(path: Path) -> str:
    """Read the key kept in `path`, or make one there that only its owner may read.

    Raises OSError where the folder cannot be written to. The key is written aside and then linked
    into place, so that two first starts at once agree on one whole key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{new_id()}")
        _write_private(draft, new_secret())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
