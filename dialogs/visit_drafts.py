"""What is known of a visit in the making."""

from dataclasses import dataclass

from scheduling.visits import PlannedPart, VisitOrder, VisitPart

_PREFIX = "visit:"


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part: its service, None while it is one of `choices`, and who is wished for."""

    service_id: str | None = None
    choices: tuple[str, ...] = ()
    staff_member_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """The parts of a visit in their order, and the plan chosen for it.

    `is_party` where several people come for the same service: at once, or in turn where that is
    all there is. `moves` is an appointment of the visit that is moved, "" for a new one.
    """

    parts: tuple[PartDraft, ...]
    is_party: bool = False
    order: VisitOrder = VisitOrder.IN_A_ROW
    planned: tuple[PlannedPart, ...] = ()
    moves: str = ""

    @property
    def service_id(self) -> str:
        """What stands for all parts together in place of a service: the same for the same wish."""
        named = (f"{each.service_id}/{each.staff_member_id or ''}" for each in self.parts)
        return f"{_PREFIX}{self.order.value}:{'+'.join(named)}"

    @property
    def open_part(self) -> PartDraft | None:
        """The first part of which the service is not settled yet."""
        return next((each for each in self.parts if each.service_id is None), None)

    @property
    def wished(self) -> tuple[VisitPart, ...]:
        """The parts as the core asks for them."""
        return tuple(VisitPart(each.service_id or "", each.staff_member_id) for each in self.parts)
