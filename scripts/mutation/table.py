"""Which unit tests concern which module of the core: those whose failure would tell of a fault in it."""

from collections.abc import Mapping

_TESTS: Mapping[str, str] = {
    "absences.py": (
        "availability explaining/slot handing_over recurrence refused_values service_hours"
    ),
    "actors.py": "assignment history lifecycle people refused_values",
    "announcements.py": (
        "appointments assignment booking changing details groups lifecycle requests"
    ),
    "appointments.py": (
        "groups appointments asking changing history lifecycle refused_values requests "
        "series_of_appointments zone_data"
    ),
    "assignment.py": "assignment elsewhere holding resources",
    "availability.py": (
        "resources availability assignment booking elsewhere explaining/day "
        "explaining/what_each_may_know free_starts handing_over requests service_hours "
        "slots_compared"
    ),
    "business.py": (
        "catalog asking assignment booking_rights explaining/what_each_may_know history lifecycle "
        "refused_values"
    ),
    "busy_time.py": (
        "busy_time assignment availability booking_rights elsewhere explaining/day "
        "free_starts resources service_hours"
    ),
    "catalog.py": (
        "catalog assignment availability details elsewhere history lifecycle refused_values resources"
    ),
    "customers.py": "booking details groups holding lifecycle refused_values",
    "deletions.py": "catalog handing_over lifecycle waitlist",
    "errors.py": (
        "refusals appointments booking booking_rights changing details groups handing_over holding "
        "lifecycle moving_visits refused_values requests series_of_appointments waitlist"
    ),
    "explanations.py": (
        "assignment availability booking_rights elsewhere finding resources rules_that_refuse "
        "service_hours slots_compared"
    ),
    "groups.py": "groups refused_values",
    "handing_over.py": "refused_values handing_over booking holding lifecycle",
    "holds.py": "elsewhere explaining/day explaining/slot holding waitlist",
    "layers.py": "rules_that_refuse assignment groups handing_over requests",
    "permissions.py": "permissions booking holding people",
    "personal_calendars.py": "refused_values elsewhere",
    "policies.py": "policies details refused_values rules_that_refuse service_hours",
    "recurrence.py": (
        "zone_data recurrence assignment availability elsewhere holding refused_values "
        "rules_that_refuse series service_hours wall_clocks"
    ),
    "resource_explanations.py": "assignment history lifecycle resources",
    "resource_time.py": "assignment history lifecycle moving_visits resources visits",
    "resources.py": "catalog resources lifecycle refused_values",
    "series_dates.py": "series series_of_appointments",
    "series.py": "series groups refused_values series_of_appointments",
    "service_hours.py": (
        "service_hours elsewhere explaining/day explaining/slot policies refused_values"
    ),
    "settings_paths.py": (
        "assignment availability elsewhere explaining/slot finding handing_over rules_that_refuse"
    ),
    "start_grid.py": (
        "free_starts start_grid assignment availability booking booking_rights requests service_hours"
    ),
    "statuses.py": "appointments elsewhere history resources",
    "time_ranges.py": (
        "time_ranges availability busy_time explaining/day explaining/what_each_may_know "
        "finding free_starts refused_values rules_that_refuse service_hours"
    ),
    "views.py": "asking",
    "visits.py": "refused_values visits moving_visits",
    "waitlist.py": "waitlist refused_values",
    "wall_clocks.py": "wall_clocks appointments details series zone_data",
    "working_time.py": (
        "start_grid assignment availability lifecycle rules_that_refuse service_hours"
    ),
    "workload.py": (
        "assignment elsewhere explaining/day explaining/slot handing_over holding resources"
    ),
    "zone_data.py": "zone_data explaining/day",
    "service/access.py": (
        "groups recording appointment_views identities rights assignment booking history "
        "holding lifecycle"
    ),
    "service/administration.py": "whole_businesses people",
    "service/asking.py": "rights asking booking elsewhere groups lifecycle requests visits",
    "service/attending/capacity.py": "capacity groups",
    "service/attending/leaving.py": (
        "changing_records changing assignment booking groups resources"
    ),
    "service/attending/moving.py": "changing_records changing groups",
    "service/attending/writing.py": (
        "booked changing assignment booking_rights groups history lifecycle"
    ),
    "service/away.py": "time_off handing_over",
    "service/book_command.py": (
        "booked details booking waitlist groups assignment finding history lifecycle"
    ),
    "service/booking.py": (
        "booked locks booking assignment booking_rights holding moving_visits visits"
    ),
    "service/booking_customers.py": (
        "booked details waitlist groups assignment booking booking_rights lifecycle"
    ),
    "service/business_viewing.py": "business_views asking",
    "service/change.py": (
        "changing_records changing locks recording requests groups assignment booking "
        "history resources"
    ),
    "service/changing.py": (
        "changing_records locks recording groups changing asking history requests resources"
    ),
    "service/choosing.py": "groups visits elsewhere assignment booking holding resources",
    "service/day_checks.py": "days rights explaining/what_each_may_know finding",
    "service/details.py": "booked details assignment booking history lifecycle",
    "service/elsewhere.py": "elsewhere assignment history lifecycle",
    "service/explaining/asked.py": (
        "explaining/explained explaining/causes explaining/day explaining/slot "
        "explaining/what_each_may_know resources"
    ),
    "service/explaining/causes.py": "explaining/causes explaining/day explaining/what_each_may_know",
    "service/explaining/day.py": (
        "explaining/explained explaining/causes explaining/day explaining/what_each_may_know"
    ),
    "service/explaining/reasons.py": (
        "explaining/explained explaining/causes explaining/slot "
        "explaining/what_each_may_know resources"
    ),
    "service/explaining/rules.py": (
        "explaining/explained explaining/causes explaining/day explaining/slot "
        "explaining/what_each_may_know resources"
    ),
    "service/explaining/sight.py": (
        "explaining/explained explaining/causes explaining/day explaining/slot "
        "explaining/what_each_may_know resources"
    ),
    "service/explaining/slot.py": (
        "explaining/explained explaining/causes explaining/slot "
        "explaining/what_each_may_know resources"
    ),
    "service/explaining/values.py": (
        "explaining/explained explaining/causes explaining/day explaining/slot "
        "explaining/what_each_may_know resources"
    ),
    "service/explaining/waterfall.py": (
        "explaining/explained explaining/causes explaining/day explaining/what_each_may_know"
    ),
    "service/finding.py": "search_answers finding assignment groups holding",
    "service/group_places.py": "assignment groups history lifecycle",
    "service/handing_over/answering.py": "handing_over_records handing_over",
    "service/handing_over/checking.py": "handing_over_records handing_over",
    "service/handing_over/commands.py": "handing_over_records handing_over",
    "service/handing_over/doing.py": "handing_over_records handing_over",
    "service/handing_over/ending.py": "handing_over_records handing_over",
    "service/handing_over/looking.py": "handing_over_records handing_over",
    "service/handing_over/matching.py": "matching handing_over",
    "service/handing_over/offers.py": "handing_over_records handing_over",
    "service/handing_over/planning.py": "handing_over_records handing_over",
    "service/handing_over/rights.py": "rights handing_over",
    "service/handing_over/telling.py": "handing_over_records handing_over",
    "service/history.py": "rights history groups",
    "service/holding.py": "locks rights holding explaining/day explaining/slot groups",
    "service/identities.py": "identities people",
    "service/lapsing.py": (
        "locks rights booking_rights history holding lifecycle moving_visits requests"
    ),
    "service/lifecycle/administrators.py": "whole_businesses",
    "service/lifecycle/appointments_to_come.py": "lifecycle lifecycle_records",
    "service/catalogs.py": "lifecycle lifecycle_records capacity",
    "service/lifecycle/creating.py": "lifecycle lifecycle_records",
    "service/lifecycle/deleting.py": "lifecycle lifecycle_records",
    "service/lifecycle/leaving.py": "lifecycle lifecycle_records",
    "service/lifecycle/purging.py": "lifecycle lifecycle_records",
    "service/lifecycle/restoring.py": "lifecycle lifecycle_records",
    "service/lifecycle/rights.py": "lifecycle lifecycle_records",
    "service/limits.py": (
        "series_records booked assignment booking_rights groups history lifecycle "
        "series_of_appointments"
    ),
    "service/personal_calendars/keeping.py": "personal_calendars rights elsewhere",
    "service/realigning.py": "zone_data",
    "service/recording.py": (
        "groups holding recording assignment booking_rights history lifecycle"
    ),
    "service/requesting.py": (
        "changing_records rights handing_over history requests series_of_appointments"
    ),
    "service/searching.py": (
        "search_answers finding groups resources elsewhere changing assignment booking "
        "booking_rights explaining/day explaining/slot handing_over holding"
    ),
    "service/handing_over/who_left.py": "handing_over handing_over_records",
    "service/series/answering.py": "requests series_of_appointments series_in_groups",
    "service/stepping_in.py": "requests changing_records",
    "service/visiting/cancelling_visits.py": "visit_records moving_visits visits",
    "service/series/booking.py": "series_records groups series_of_appointments",
    "service/series/changing.py": "series_records groups series_of_appointments",
    "service/series/gathering.py": "series_records groups series_of_appointments",
    "service/series/planning.py": "series_records series_of_appointments",
    "service/series/planning_moves.py": "series_records series_in_groups series_of_appointments",
    "service/series/reading.py": "series_records groups series_of_appointments",
    "service/series/telling.py": "series_records series_of_appointments",
    "service/telling.py": "telling asking series_of_appointments",
    "service/viewing.py": "appointment_views rights booking",
    "service/visiting/booking_visits.py": "visit_records moving_visits visits",
    "service/visiting/finding_visits.py": "visit_records moving_visits visits",
    "service/visiting/moving_visits.py": "visit_records moving_visits",
    "service/visiting/planning.py": "visit_records moving_visits visits",
    "service/waiting/answering.py": "waitlist_records waitlist",
    "service/waiting/commands.py": "waitlist",
    "service/waiting/going_down.py": "waitlist_records waitlist",
    "service/waiting/joining.py": "waitlist_records waitlist",
    "service/waiting/keeping.py": "waitlist_records waitlist",
    "service/waiting/listing.py": "waitlist_records rights waitlist",
    "service/waiting/looking.py": "waitlist_records waitlist",
    "service/waiting/offering.py": "waitlist_records rights waitlist",
    "service/waiting/people.py": "waitlist_records waitlist",
    "service/waiting/rights.py": "waitlist_records waitlist",
    "service/waiting/seeing.py": "waitlist_records waitlist",
    "service/waiting/telling.py": "telling",
    "service/waitlist_ends.py": "waitlist",
    "service/wish_lookup.py": (
        "search_answers finding groups changing rights assignment booking history holding"
    ),
}

TESTS: Mapping[str, tuple[str, ...]] = {
    f"scheduling/{module}": tuple(tests.split()) for module, tests in _TESTS.items()
}
"""The modules by their paths, and the names of the tests, as in `tests/scheduling/test_<name>.py`."""


def files_of(module: str) -> list[str]:
    """Give the files of the tests that concern a module, from the project's folder."""
    return [_file(each) for each in TESTS[module]]


def _file(test: str) -> str:
    folder, _, name = test.rpartition("/")
    return f"tests/scheduling/{folder}/test_{name}.py".replace("//", "/")
