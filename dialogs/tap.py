"""A tap on a card, its data read with care: everything a card carries is only a claim."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cards.channels import JsonValue
from dialogs.state import ConversationState, Draft, settled
from dialogs.talk import Outcome, Talk
from scheduling.errors import InvalidValue
from scheduling.time_ranges import as_instant


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap as a step sees it: the talk, the state, and the card's data read with care."""

    talk: Talk
    state: ConversationState
    data: Mapping[str, JsonValue]

    def text(self, name: str, longest: int = 200) -> str:
        """Give a text of the data, "" where it is missing. Raises InvalidValue for other kinds."""
        value = self.data.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise InvalidValue(name, "must be a text")
        return value

    def number(self, name: str) -> int:
        """Give a whole number of the data, 0 where it is missing. Raises InvalidValue."""
        value = self.data.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
            raise InvalidValue(name, "must be a whole number")
        return value

    def day(self, name: str) -> date:
        """Give a date of the data. Raises InvalidValue."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            raise InvalidValue(name, "must be a date") from error

    def instant(self, name: str) -> datetime:
        """Give an instant of the data. Raises InvalidValue."""
        try:
            return as_instant(datetime.fromisoformat(self.text(name)))
        except (ValueError, OverflowError) as error:
            raise InvalidValue(name, "must be an instant") from error

    @property
    def draft(self) -> Draft:
        """The draft talked about; only handlers of a current draft's verbs ask for it."""
        return settled(self.state.draft)


Handler = Callable[[Tap], Awaitable[Outcome]]
"""What answers the taps of one verb."""
