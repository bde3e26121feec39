"""Reads how many people staff say a service takes: "yoga takes 8 people"."""

from language.findings import Findings
from language.kinds import Intent
from language.messages import Message
from language.understanding import Guess, Read


def read_capacity(
    message: Message, found: Findings, intents: tuple[Guess, ...]
) -> Read[int] | None:
    """Give the number staff name for how many people a service takes, the last one said."""
    if not any(each.intent is Intent.CHANGE_CAPACITY for each in intents):
        return None
    if found.party_size is not None:
        return found.party_size
    free = [index for index in range(len(message.tokens)) if index not in found.of_services]
    for index in reversed(free):
        number = found.chart.longest("number", index)
        if number is not None:
            after, count = number
            return Read(count, 0.8, message.tokens[index].start, message.tokens[after - 1].end)
    return None
