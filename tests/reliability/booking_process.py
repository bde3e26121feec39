"""A process that books: lists of requests come in by the line, outcomes go out by the line.

`python -m tests.reliability.booking_process URL CLIENTS` reads a JSON list of requests from each
line of its input, books them with that many clients at once, and prints each outcome as soon as
it is known: what is printed has been acknowledged. A line `null` says that a list is done.
"""

import asyncio
import json
import sys
from collections.abc import Sequence

from tests.reliability.attempts import Booker, Request, request_of, to_json
from tests.reliability.scene import opened


async def main(url: str, clients: int) -> None:
    """Serve lists of requests until the input ends."""
    async with opened(url, connections=min(clients, 25)) as database:
        booker = Booker(database)
        _say(None)
        while line := await asyncio.to_thread(sys.stdin.readline):
            await _book_all(booker, [request_of(each) for each in json.loads(line)], clients)
            _say(None)


async def _book_all(booker: Booker, requests: Sequence[Request], clients: int) -> None:
    waiting = iter(requests)

    async def client() -> None:
        for request in waiting:
            _say(to_json(await booker.attempt(request)))

    await asyncio.gather(*(client() for _ in range(clients)))


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
