"""One message for a whole series: what its occurrences would announce, gathered by person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.ports import Outbox, UnitOfWork

_Heard = tuple[str, AnnouncementKind, RecipientKind, str]


class GatheredOutbox:
    """Takes announcements and keeps them back, in order."""

    def __init__(self) -> None:
        self.gathered: list[Announcement] = []

    def add(self, announcements: Sequence[Announcement]) -> None:
        """Keep them for later."""
        self.gathered += announcements


class GatheringWork:
    """A unit of work whose announcements are kept back until `tell`.

    The use cases for one appointment run in it unchanged, once for each occurrence.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self.businesses = uow.businesses
        self.customers = uow.customers
        self.appointments = uow.appointments
        self.holds = uow.holds
        self.identities = uow.identities
        self.invitations = uow.invitations
        self.answers = uow.answers
        self.audit = uow.audit
        self.waitlist = uow.waitlist
        self.hand_overs = uow.hand_overs
        self.deletions = uow.deletions
        self.personal_calendars = uow.personal_calendars
        self._gathered = GatheredOutbox()
        self._real_outbox = uow.outbox

    @property
    def outbox(self) -> Outbox:
        """Where announcements are kept back."""
        return self._gathered

    def tell(self, series_of: Mapping[str, str]) -> None:
        """Write what was kept back: one announcement a person for each series and kind of news.

        `series_of` gives the series of each appointment that was changed; news of others go out
        as they are. So do those of a person whom only one occurrence concerns.
        """
        heard: dict[_Heard, list[Announcement]] = {}
        for each in self._gathered.gathered:
            series_id = series_of.get(each.appointment_id, "")
            group = series_id or each.dedupe
            key = group, each.kind, each.recipient_kind, each.recipient_id
            heard.setdefault(key, []).append(each)
        told = [_together(key[0], group) for key, group in heard.items()]
        self._real_outbox.add(told)


def _together(series_id: str, group: list[Announcement]) -> Announcement:
    first = group[0]
    if len(group) == 1:
        return first
    latest = max(each.expires_at for each in group)
    return replace(first, series_id=series_id, expires_at=latest)
