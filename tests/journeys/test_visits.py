"""Visits, parties and appointments for somebody else, through the real endpoints."""

import pytest

from tests.journeys.conftest import Talkers
from tests.journeys.test_conversations import walk
from tests.journeys.visit_tables import AGENDA, AGENDA_OF_VISIT, VISIT_JOURNEYS


@pytest.mark.parametrize("name", VISIT_JOURNEYS)
async def test_a_visit_is_talked_about(talker: Talkers, name: str) -> None:
    await walk(talker(), VISIT_JOURNEYS[name])


async def test_staff_see_who_comes_and_who_booked(talker: Talkers) -> None:
    await walk(talker(), VISIT_JOURNEYS["for somebody else"])
    await walk(talker(staff="ana"), AGENDA)


async def test_staff_see_what_is_part_of_a_visit(talker: Talkers) -> None:
    name = "two services in one visit, asked once and booked together"
    await walk(talker(), VISIT_JOURNEYS[name])
    await walk(talker(staff="ana"), AGENDA_OF_VISIT)
