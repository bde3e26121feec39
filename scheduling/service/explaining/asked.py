"""What is asked about, looked up: a search for the service named, or for each that could be meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.errors import NotFound, Reason
from scheduling.explanation_views import PlainReason, ServiceName
from scheduling.layers import Explanation
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, access_to_book
from scheduling.service.searching import Search
from scheduling.service.wish_lookup import search_for, search_of
from scheduling.service.wishes import Wish

SERVICES_TRIED = 40
"""Of a longer list the first are tried where no service is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A service or None (whatever could be meant) with a staff member or None (anyone).

    All else as in a `Wish`; a `duration` or so many attendees as a service does not have are not
    asked of it.
    """

    business_id: str
    service_id: str | None = None
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    except_appointment_id: str | None = None
    duration: timedelta | None = None
    attendees_count: int = 1

    def wish(self, service: Service) -> Wish:
        """Give it as a wish for one service."""
        lengths = [each.duration for each in service.durations]
        return Wish(
            business_id=self.business_id,
            service_id=service.service_id,
            staff_member_id=self.staff_member_id,
            except_staff_member_ids=self.except_staff_member_ids,
            except_appointment_id=self.except_appointment_id,
            duration=self.duration if self.duration in lengths else None,
            attendees_count=max(1, min(self.attendees_count, service.maximum_attendees_count)),
        )


def searches_for(uow: UnitOfWork, actor: Actor, asked: Asked, now: datetime) -> tuple[Search, ...]:
    """Give a search for each service that could be meant, at least one. Raises NotFound.

    Unlike a search for slots it asks for no right to book: who may look may know why.
    """
    catalog = uow.businesses.catalog(asked.business_id)
    access = access_to_book(uow, actor, catalog)
    if asked.staff_member_id is not None:
        catalog.staff_member(asked.staff_member_id)
    services = _services_meant(catalog, access, asked)
    if asked.except_appointment_id is not None:
        return tuple(search_for(uow, actor, asked.wish(each), now) for each in services[:1])
    wishes = ((asked.wish(each), each) for each in services)
    return tuple(
        search_of(uow, catalog, access, wish, each.lasting(wish.duration), now)
        for wish, each in wishes
    )


def _services_meant(catalog: Catalog, access: Access, asked: Asked) -> tuple[Service, ...]:
    """List the service named, else those the staff member provides, else all."""
    known = catalog.bookable_services() if access.is_customer else tuple(catalog.services.values())
    if asked.service_id is not None:
        named = catalog.service(asked.service_id)
        if access.is_customer and named.is_hidden_from_customers:
            raise NotFound("service", asked.service_id)
        return (named,)
    who = asked.staff_member_id
    theirs = tuple(each for each in known if who is None or who in each.staff_member_ids)
    if not (theirs or known):
        raise NotFound("service", "")
    return (theirs or known)[:SERVICES_TRIED]


def service_name(service: Service) -> ServiceName:
    """Give a service by name."""
    return ServiceName(service.service_id, service.display_name, service.default_duration)


_PLAINEST = (
    Reason.TAKEN,
    Reason.FULL,
    Reason.NO_RESOURCE,
    Reason.DAY_FULL,
    Reason.TIME_OFF,
    Reason.OFF_GRID,
    Reason.OUTSIDE_SERVICE_HOURS,
    Reason.STAFF_NOT_WORKING,
    Reason.CLOSED,
    Reason.TOO_SOON,
    Reason.TOO_FAR_AHEAD,
    Reason.NOT_OFFERED_BY_STAFF,
)
"""Of the refusals of several services, what came nearest to a yes is told.

The limits of time are asked first of all, so that a service they do not refuse got further.
"""


def nearest_refusal(found: Iterable[Explanation]) -> Explanation:
    """Give the refusal that came nearest to a yes; there is at least one."""
    return min(found, key=lambda each: _place(each.reason))


def _place(reason: Reason) -> int:
    return _PLAINEST.index(reason) if reason in _PLAINEST else len(_PLAINEST)


def plain_reason(refusal: Explanation) -> PlainReason:
    """Give a refusal as customers are told it: nothing of anybody's calendar."""
    told = refusal.for_customers()
    return PlainReason(told.reason, told.limit, told.title)
