"""Where a setting stands in the business file: what an explanation names as the place to change."""

from scheduling.absences import Closure, TimeOff
from scheduling.business import Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.resources import Resource

_POLICY_NAMES = {
    "time_slot_interval": "timeSlotInterval",
    "minimum_lead_time": "minimumLeadTime",
    "maximum_advance": "maximumAdvance",
    "general_availability": "generalAvailability",
}


def service_path(service: Service, name: str) -> str:
    """Give the path of one property of a service."""
    return f"services[{service.service_id}].{name}"


def policy_path(catalog: Catalog, service: Service, part: str) -> str:
    """Give the path of a part of the policy: the service's where it sets it, else the business's."""
    own = getattr(service.scheduling_policy, part)
    below = getattr(catalog.business.scheduling_policy, part)
    path = f"schedulingPolicy.{_POLICY_NAMES[part]}"
    return path if own is None and below is not None else service_path(service, path)


def hours_path(staff_member: StaffMember) -> str:
    """Give the path of the hours that hold for a staff member."""
    if staff_member.use_business_hours:
        return "businessHours"
    return f"staffMembers[{staff_member.staff_member_id}].workingHours"


def personal_calendar_path(staff_member: StaffMember) -> str:
    """Give the path of what says whether a staff member's personal calendar counts."""
    who = staff_member.staff_member_id
    return f"staffMembers[{who}].availabilityIsAffectedByPersonalCalendar"


def daily_limit_path(service: Service, staff_member: StaffMember) -> str:
    """Give the path of the limit of appointments a day: the staff member's if they have one."""
    if staff_member.maximum_appointments_per_day is not None:
        return f"staffMembers[{staff_member.staff_member_id}].maximumAppointmentsPerDay"
    return service_path(service, "maximumAppointmentsPerDay")


def closure_path(catalog: Catalog, closure: Closure) -> str:
    """Give the path of a closure; a public holiday comes from the country of the business."""
    if closure in catalog.closures:
        return f"closures[{closure.closure_id}]"
    return "publicHolidays"


def resource_path(resource: Resource, name: str) -> str:
    """Give the path of one property of a resource."""
    return f"resources[{resource.resource_id}].{name}"


def time_off_path(time_off: TimeOff) -> str:
    """Give the path of a time off."""
    return f"timeOff[{time_off.time_off_id}]"
