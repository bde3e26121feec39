"""A process that holds a time, says so, and then waits to be killed.

`python -m tests.reliability.holding_process URL START`
"""

import asyncio
import sys
from datetime import datetime

from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from tests.reliability.scene import BUSINESS, STAFF, customer, opened, transactions_on

_FOREVER = 600


async def main(url: str, start_at: datetime) -> None:
    """Hold the time with the first of the staff."""
    async with opened(url) as database:
        wish = Wish(business_id=BUSINESS, service_id="plain", staff_member_id=STAFF[0])
        asked = HoldCommand(wish, start_at, "draft")
        await transactions_on(database).run(hold, customer("held"), asked)
        sys.stdout.write("held\n")
        sys.stdout.flush()
        await asyncio.sleep(_FOREVER)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
