"""Rooms and equipment, which Graph does not know: all of this is ours."""

from api.lists import ManyDifferent
from api.shapes import Members, Property, Shape
from api.values import IDENTIFIER, NAME, Whole
from api.work_hours import WORK_HOURS
from scheduling.resources import LARGEST_CAPACITY, Resource, ResourceNeed, ResourceUnit

RESOURCE = Shape(
    Resource,
    Members(
        (
            Property(name="id", field="resource_id", codec=IDENTIFIER, is_required=True),
            Property(name="displayName", field="display_name", codec=NAME, is_required=True),
            Property(name="capacity", field="capacity", codec=Whole(1, LARGEST_CAPACITY)),
            Property(name="workingHours", field="working_hours", codec=WORK_HOURS),
        )
    ),
)

RESOURCE_NEED = Shape(
    ResourceNeed,
    Members(
        (
            Property(
                name="resourceIds",
                field="resource_ids",
                codec=ManyDifferent(IDENTIFIER),
                is_required=True,
            ),
        )
    ),
)

RESOURCE_UNIT = Shape(
    ResourceUnit,
    Members(
        (
            Property(name="resourceId", field="resource_id", codec=IDENTIFIER, is_required=True),
            Property(name="unit", field="unit", codec=Whole(1, LARGEST_CAPACITY), is_required=True),
        )
    ),
)
