"""Run every benchmark, print the figures and write them down: `make bench`, or with STRICT=1.

Name families to run only these. Strict, it fails where a limit is missed.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence

from benchmarks import booking, memory, stored
from benchmarks.engines import Kind, kinds
from benchmarks.harness import Figure
from benchmarks.report import FILE, heading, line, table_heading, write

FAMILIES: Mapping[str, Callable[[Sequence[Kind]], Awaitable[list[Figure]]]] = {
    "memory": memory.measure,
    "reading": stored.measure_reading,
    "rows": stored.measure_rows,
    "bookings": booking.measure_bookings,
    "race": booking.measure_race,
    "businesses": stored.measure_businesses,
}
STRICT = "--strict"


async def main(arguments: Sequence[str]) -> int:
    """Measure one family after the other; 1 where `--strict` is given and a limit is missed."""
    wanted = [each for each in arguments if each != STRICT] or list(FAMILIES)
    figures: list[Figure] = []
    with kinds() as (versions, both):
        print(heading(versions), table_heading(), sep="\n", flush=True)
        for name in wanted:
            found = await FAMILIES[name](both)
            print(*map(line, found), sep="\n", flush=True)
            figures += found
    write(figures)
    over = sum(each.is_over for each in figures)
    print(f"{len(figures)} figures in {FILE}, {over} over their limit")
    return exit_code(figures, arguments)


def exit_code(figures: Sequence[Figure], arguments: Sequence[str]) -> int:
    """Give 1 where a limit is missed and `--strict` asks to fail for it."""
    return int(STRICT in arguments and any(each.is_over for each in figures))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
