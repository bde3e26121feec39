"""Run every benchmark and print its figures."""

import asyncio

from benchmarks import booking


def main() -> None:
    """Measure, one thing after the other."""
    asyncio.run(booking.measure())


if __name__ == "__main__":
    main()
