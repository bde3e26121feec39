"""The booking business, and everything it offers looked up by id."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduling.absences import Closure, HolidayRules, TimeOff
from scheduling.catalog import CustomQuestion, Service, StaffMember, require_text
from scheduling.errors import InvalidValue, NotFound
from scheduling.policies import EffectivePolicy, SchedulingPolicy, effective_policy
from scheduling.recurrence import WeeklyHours, time_zone
from scheduling.resources import Resource, ResourceUnit

_CURRENCY = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address (Graph physicalAddress)."""

    street: str = ""
    city: str = ""
    state: str = ""
    country_or_region: str = ""
    postal_code: str = ""

    def lines(self) -> tuple[str, ...]:
        """Give the parts that are set, as written on an envelope."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        parts = (self.street, town, self.state, self.country_or_region)
        return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What a business offers no more and its appointments may still name, by id."""

    services: Mapping[str, Service] = field(default_factory=dict)
    staff_members: Mapping[str, StaffMember] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingBusiness:
    """A business that can be booked (Graph bookingBusiness). All its hours are in `time_zone`."""

    business_id: str
    display_name: str
    time_zone: str = "UTC"
    business_type: str = ""
    address: Address = Address()
    phone: str = ""
    email: str = ""
    web_site_url: str = ""
    default_currency_iso: str = "EUR"
    language_tag: str = "en"
    business_hours: WeeklyHours = WeeklyHours()
    scheduling_policy: SchedulingPolicy = SchedulingPolicy()
    is_published: bool = True
    is_customer_consent_enabled: bool = False
    customer_consent_message: str = ""
    privacy_policy_web_url: str = ""
    terms_and_conditions_web_url: str = ""
    always_show_business_time_zone: bool = False
    holidays: HolidayRules | None = None

    def __post_init__(self) -> None:
        require_text("displayName", self.display_name)
        time_zone(self.time_zone)
        if not _CURRENCY.fullmatch(self.default_currency_iso):
            raise InvalidValue("defaultCurrencyIso", "must be a three-letter ISO 4217 code")


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """A business with its services, staff, questions, resources, closures and time off, by id.

    `public_holidays` are not stored with it: whoever reads it adds those of the years that matter.
    So it is with `elsewhere`: by staff member, who the same person is in other businesses, as
    (business id, staff member id). Two are the same person where one verified identity is both.
    And with `personal_calendars`: the staff members of whom one was read.

    Raises InvalidValue where a service's policy over the business's leaves no room to book.
    Kept with what was worked out of it: two of the same content may be hashed apart.
    """

    business: BookingBusiness
    services: Mapping[str, Service] = field(default_factory=dict)
    staff_members: Mapping[str, StaffMember] = field(default_factory=dict)
    custom_questions: Mapping[str, CustomQuestion] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    time_off: tuple[TimeOff, ...] = ()
    public_holidays: tuple[Closure, ...] = field(default=(), compare=False)
    elsewhere: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict, compare=False
    )
    personal_calendars: frozenset[str] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        for service in self.services.values():
            self.policy_of(service)

    # By identity: its content is long to hash, and equal ones are at worst worked out twice.
    __hash__ = object.__hash__

    @property
    def all_closures(self) -> tuple[Closure, ...]:
        """The business's closures, and the public holidays on which it is closed."""
        return self.closures + self.public_holidays

    @cached_property
    def time_off_by_staff_member(self) -> Mapping[str, tuple[TimeOff, ...]]:
        """The time off of each staff member who has any."""
        found: defaultdict[str, tuple[TimeOff, ...]] = defaultdict(tuple)
        for each in self.time_off:
            found[each.staff_member_id] += (each,)
        return dict(found)

    def calendars_elsewhere(self, staff_member_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """List the calendars these have in other businesses, in the order of locking."""
        places = (place for who in staff_member_ids for place in self.elsewhere.get(who, ()))
        return tuple(sorted(set(places)))

    def service(self, service_id: str) -> Service:
        """Give the service. Raises NotFound."""
        try:
            return self.services[service_id]
        except KeyError:
            raise NotFound("service", service_id) from None

    def staff_member(self, staff_member_id: str) -> StaffMember:
        """Give the staff member. Raises NotFound."""
        try:
            return self.staff_members[staff_member_id]
        except KeyError:
            raise NotFound("staff member", staff_member_id) from None

    def policy_of(self, service: Service) -> EffectivePolicy:
        """Give what holds for `service`: its own policy over the business's."""
        own, kept = service.scheduling_policy, self._policies
        # By identity, which is cheap: the policies of its services live as long as the catalog.
        found = kept.get(id(own))
        return effective_policy(own, self.business.scheduling_policy) if found is None else found

    @cached_property
    def _policies(self) -> Mapping[int, EffectivePolicy]:
        owned = (each.scheduling_policy for each in self.services.values())
        below = self.business.scheduling_policy
        return {id(each): effective_policy(each, below) for each in owned}

    def providers_of(self, service: Service) -> tuple[StaffMember, ...]:
        """List the staff members who provide `service`, in its own order."""
        found = (self.staff_members.get(each) for each in service.staff_member_ids)
        return tuple(each for each in found if each is not None)

    def resource(self, resource_id: str) -> Resource:
        """Give the resource. Raises NotFound."""
        try:
            return self.resources[resource_id]
        except KeyError:
            raise NotFound("resource", resource_id) from None

    def units_for(self, service: Service) -> tuple[tuple[ResourceUnit, ...], ...]:
        """List, for each resource the service needs, the units that will do, the best first."""
        return tuple(
            tuple(
                unit
                for each in need.resource_ids
                if each in self.resources
                for unit in self.resources[each].units
            )
            for need in service.required_resources
        )

    def bookable_services(self) -> tuple[Service, ...]:
        """List what customers may choose from: not hidden, and somebody provides it."""
        return tuple(
            each
            for each in self.services.values()
            if not each.is_hidden_from_customers and self.providers_of(each)
        )

    def consent_message_for(self, service: Service) -> str:
        """Give the text a customer must agree to, the service's own first, or ""."""
        if service.customer_consent_message:
            return service.customer_consent_message
        enabled = self.business.is_customer_consent_enabled
        return self.business.customer_consent_message if enabled else ""
