"""How often somebody may knock, and whose knock it is."""

from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.doors import rates
from bot.doors.addresses import client_address
from bot.doors.rates import PUBLIC_LIMITS, DoorLimits, Rate, RateLimiter, chosen_limits
from bot.doors.rates import retry_after_seconds as seconds_of


class Seconds:
    def __init__(self) -> None:
        self.passed = 1000.0

    def __call__(self) -> float:
        return self.passed


def test_a_minute_takes_its_count_and_no_more() -> None:
    seconds = Seconds()
    limiter = RateLimiter(Rate(10), seconds)
    assert [limiter.take("a") for _ in range(10)] == [None] * 10
    assert limiter.take("a") == timedelta(seconds=6)
    assert limiter.take("b") is None


def test_refused_knocks_cost_nothing() -> None:
    seconds = Seconds()
    limiter = RateLimiter(Rate(10), seconds)
    for _ in range(100):
        limiter.take("a")
    seconds.passed += 6
    assert limiter.take("a") is None
    assert limiter.take("a") is not None


@pytest.mark.parametrize(("rest", "allowed"), [(3, 0), (6, 1), (33, 5), (60, 10), (6000, 10)])
def test_rest_brings_knocks_back_up_to_the_count(rest: float, allowed: int) -> None:
    seconds = Seconds()
    limiter = RateLimiter(Rate(10), seconds)
    for _ in range(10):
        limiter.take("a")
    seconds.passed += rest
    assert sum(limiter.take("a") is None for _ in range(20)) == allowed


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAXIMUM_KEYS", 100)
    limiter = RateLimiter(Rate(10), Seconds())
    for number in range(1000):
        limiter.take(str(number))
        assert len(limiter) <= 101
    assert sum(limiter.take("999") is None for _ in range(20)) == 9


@pytest.mark.parametrize(("count", "per"), [(0, 60), (-1, 60), (1, 0), (1, -60)])
def test_a_rate_without_a_count_or_a_duration_cannot_be_built(count: int, per: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        Rate(count, timedelta(seconds=per))


def test_what_nobody_chose_stays_as_usual() -> None:
    chosen = chosen_limits(PUBLIC_LIMITS, tokens=None, turns=5, requests=None)
    assert chosen == DoorLimits(turns=Rate(5))


@pytest.mark.parametrize(("seconds", "text"), [(0, "1"), (0.2, "1"), (1.2, "2"), (60, "60")])
def test_retry_after_is_whole_seconds(seconds: float, text: str) -> None:
    assert seconds_of(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusts_proxy", "expected"),
    [
        ("203.0.113.9", None, False, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", False, "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", True, "198.51.100.1"),
        ("127.0.0.1", "10.9.8.7, 198.51.100.1", True, "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, no address", True, "127.0.0.1"),
        ("127.0.0.1", None, True, "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", None, False, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", None, False, "203.0.113.9"),
    ],
)
def test_the_address_is_the_peer_or_what_the_one_proxy_wrote(
    peer: str, forwarded: str | None, *, trusts_proxy: bool, expected: str
) -> None:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request: Any = make_mocked_request("GET", "/", headers=headers).clone(remote=peer)
    assert client_address(request, trusts_proxy=trusts_proxy) == expected
