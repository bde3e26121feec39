"""A process full of customers who hold, book, move and cancel, and say each answer they got.

`python -m tests.reliability.mixed_process URL NAME PATRONS CHANGES [FAULT]` prints a line of JSON
for each answer as soon as it is there: what is printed has been acknowledged.
"""

import asyncio
import json
import random
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from storage.failures import DatabaseUnavailable
from tests.reliability.mixed_faults import claims_of
from tests.reliability.mixed_work import Patron, Want
from tests.reliability.scene import opened

_TRIES = 20


@dataclass(slots=True)
class TellingPatron(Patron):
    """Says what became of each change. Where the database went away they send it again.

    It is sent with the same key, as every door does: whether it had been done already or not.
    """

    async def _do(
        self,
        what: str,
        run: Callable[..., Any],
        want: Want | None,
        before: str = "",
        key: str = "",
    ) -> Any:
        refused, failed = len(self.refused), len(self.failed)
        # The zero-argument form of super() is lost in a dataclass with slots.
        result = await Patron._do(self, what, run, want, before, key)
        if len(self.failed) > failed:
            _say("failed", self.failed[-1])
        elif len(self.refused) > refused:
            _say("refused", asdict(self.refused[-1]))
        elif result is not None:
            _say("done", [what, getattr(result, "appointment_id", "")])
        return result

    async def _written(self, body: Callable[[Connection], Any]) -> Any:
        for _ in range(_TRIES):
            try:
                return await self.database.write(body)
            except DatabaseUnavailable:
                _say("interrupted", None)
        return await self.database.write(body)


def _say(kind: str, what: object) -> None:
    sys.stdout.write(json.dumps([kind, what]) + "\n")
    sys.stdout.flush()


async def main(url: str, name: str, patrons: int, changes: int, fault: str) -> None:
    """Let all of them do so many things, at once."""
    claims = claims_of(fault)
    async with opened(url, connections=patrons) as database:
        crowd = [
            TellingPatron(f"{name}-{number}", database, random.Random(f"{name}-{number}"), claims)
            for number in range(patrons)
        ]
        await asyncio.gather(*(each.work(changes) for each in crowd))


if __name__ == "__main__":
    _url, _name, _patrons, _changes, *_fault = sys.argv[1:]
    asyncio.run(main(_url, _name, int(_patrons), int(_changes), "".join(_fault)))
