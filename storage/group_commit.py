"""Several transactions in one commit: waiting for the disk is most of what a short one costs.

Bodies run one after the other, each in a savepoint, so that one that raises leaves nothing and the
others stay. Nobody is answered before the commit: what was answered is on the disk. Where the
group as a whole fails (a full disk, a constraint checked only at the end), each body is run again
in a transaction of its own and meets its own fate.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

R = TypeVar("R")
Body = Callable[[Connection], R]

LARGEST_GROUP = 64


class Submission:
    """A body and whoever waits for what becomes of it."""

    def __init__(self, body: Body[Any]) -> None:
        self.body = body
        self.future: Future[Any] = Future()


class WaitingBodies:
    """Bodies in the order in which they came. Any thread may add; one takes and runs."""

    def __init__(self) -> None:
        self._waiting: deque[Submission] = deque()

    def add(self, body: Body[R]) -> "Future[R]":
        """Let a body wait for its turn; the future gives its result or what it raised."""
        submission = Submission(body)
        self._waiting.append(submission)
        return submission.future

    def run_next_group(self, connect: Callable[[], Connection]) -> None:
        """Run what waits, as far as one commit should carry it. Raises nothing."""
        count = min(len(self._waiting), LARGEST_GROUP)
        taken = [self._waiting.popleft() for _ in range(count)]
        group = [each for each in taken if each.future.set_running_or_notify_cancel()]
        try:
            connection = connect()
        except Exception as error:  # noqa: BLE001  # whoever waits gets it, whatever it is
            _refuse(group, error)
            return
        if len(group) > 1 and _run_together(connection, group):
            return
        for each in group:
            _run_alone(connection, each)


def _refuse(group: Sequence[Submission], error: Exception) -> None:
    for each in group:
        each.future.set_exception(error)


def _run_alone(connection: Connection, each: Submission) -> None:
    try:
        with connection.begin():
            result = each.body(connection)
    except BaseException as error:  # noqa: BLE001  # whoever waits gets it, whatever it is
        _end(connection)
        each.future.set_exception(error)
    else:
        each.future.set_result(result)


def _run_together(connection: Connection, group: Sequence[Submission]) -> bool:
    """Run a group in one transaction; say whether that settled it."""
    try:
        transaction = connection.begin()
    except DBAPIError as error:
        # Somebody else writes and goes on writing: each would wait as long once more.
        _refuse(group, error)
        return True
    try:
        with transaction:
            settled = [_run_in_savepoint(connection, each) for each in group]
    except (DBAPIError, sqlite3.Error):
        _end(connection)
        return False
    for settle in settled:
        settle()
    return True


def _run_in_savepoint(connection: Connection, each: Submission) -> Callable[[], None]:
    """Run one body and give what tells its end. Raises sqlite3.Error where the group is lost."""
    # By the driver itself: it is no statement of the body's, and there are two for each.
    driver = _driver(connection)
    driver.execute("SAVEPOINT body")
    try:
        result = each.body(connection)
    except BaseException as error:  # noqa: BLE001  # whoever waits gets it, whatever it is
        # This fails where SQLite has rolled everything back by itself.
        driver.execute("ROLLBACK TO body")
        driver.execute("RELEASE body")
        return partial(each.future.set_exception, error)
    driver.execute("RELEASE body")
    return partial(each.future.set_result, result)


def _end(connection: Connection) -> None:
    """Roll back what a refused COMMIT leaves open: SQLite keeps such a transaction for repair."""
    driver = _driver(connection)
    if driver.in_transaction:
        driver.rollback()


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)
