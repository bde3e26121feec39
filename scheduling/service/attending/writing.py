"""What was chosen is written: as a new appointment, or as a place in that of a group."""

from datetime import datetime

from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment
from scheduling.customers import CustomerInformation
from scheduling.groups import joined
from scheduling.ports import Ids
from scheduling.service.book_command import BookCommand
from scheduling.service.choosing import Placement
from scheduling.service.requesting import must_be_asked_for, requested
from scheduling.service.searching import Search
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock


def write(
    search: Search,
    command: BookCommand,
    placement: Placement,
    customer: CustomerInformation,
    ids: Ids,
) -> Appointment:
    """Write a new appointment, or the customer into that of the group. Raises AlreadyAttending."""
    if placement.appointment_id is not None:
        return join(search, placement.appointment_id, customer)
    appointment = new_appointment(search, command.start_at, placement, customer, ids)
    search.uow.appointments.add(appointment)
    return appointment


def join(search: Search, appointment_id: str, customer: CustomerInformation) -> Appointment:
    """Write a customer into the appointment of a group. Raises AlreadyAttending."""
    appointments = search.uow.appointments
    group = appointments.get(search.wish.business_id, appointment_id)
    appointment = joined(group, customer, search.access.actor, search.now)
    appointments.update(appointment)
    return appointment


def new_appointment(
    search: Search,
    start_at: datetime,
    placement: Placement,
    customer: CustomerInformation,
    ids: Ids,
) -> Appointment:
    """Give a new appointment; a request, where it must be asked for."""
    service, business, now = search.service, search.catalog.business, search.now
    booked = Appointment(
        business_id=business.business_id,
        appointment_id=ids.new_id(),
        service_id=service.service_id,
        service_name=service.display_name,
        staff_member_ids=placement.staff_member_ids,
        resource_units=placement.resource_units,
        customers=(customer,),
        maximum_attendees_count=service.maximum_attendees_count,
        time_range=TimeRange(start_at, start_at + service.default_duration),
        wall_clock=WallClock.of(start_at, business.time_zone),
        pre_buffer=service.pre_buffer,
        post_buffer=service.post_buffer,
        price=service.price,
        location=service.default_location,
        is_location_online=service.is_location_online,
        additional_information=service.additional_information,
        created_at=now,
        last_updated_at=now,
        events=(AppointmentEvent(EventKind.BOOKED, search.access.actor, now),),
    )
    return requested(booked, search.catalog) if must_be_asked_for(search) else booked
