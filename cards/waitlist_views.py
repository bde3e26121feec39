"""What the cards of the waitlist show. `prompt` is what the dialogue says."""

from dataclasses import dataclass

from scheduling.waitlist_views import OfferView, WaitlistEntryView


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistCardView:
    """A customer's wishes, each with a button to leave."""

    prompt: str
    entries: tuple[WaitlistEntryView, ...]
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWaitlistCardView:
    """Who waits, the first in line first, as staff see it. `first` is the place to begin at.

    `may_change` where the viewer may take somebody off the list.
    """

    prompt: str
    entries: tuple[WaitlistEntryView, ...]
    time_zone: str
    first: int = 0
    may_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCardView:
    """A time that freed up, kept for one customer until its deadline."""

    entry: WaitlistEntryView
    offer: OfferView
    time_zone: str
