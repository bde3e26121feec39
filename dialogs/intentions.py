"""Which of the intents of a message counts."""

from language.kinds import Intent
from language.understanding import Understanding

POLITE = (
    Intent.GREET,
    Intent.THANK,
    Intent.GOODBYE,
    Intent.AFFIRM,
    Intent.DENY,
    Intent.INFORM,
    Intent.EXPLAIN_THAT,
)


def main_intent(understanding: Understanding) -> Intent | None:
    """Give the first intent that asks for something, else the first there is.

    A no that weighs most refuses what is asked for beside it: "do not cancel my appointment".
    """
    if understanding.intent is Intent.DENY:
        return Intent.DENY
    asking = (each.intent for each in understanding.intents if each.intent not in POLITE)
    first = next(asking, understanding.intent)
    # "Can I change it to Bo?" asks what is allowed by wishing for it.
    wishes = understanding.when or understanding.staff_member
    is_move = first is Intent.ASK_POLICY and understanding.means(Intent.RESCHEDULE)
    return Intent.RESCHEDULE if is_move and wishes else first
