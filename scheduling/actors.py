"""Who acts: identities as the host verified them, and the actors made of them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Principal:
    """An identity the host has verified: a signed cookie or token, or a Teams sign-in.

    `channel` names the door ("directline", "msteams"), `directory_id` the Entra directory the
    person belongs to ("" where the channel has none) and `user_id` the person in it (for Teams
    the Entra object id). It says who somebody is and nothing about what they may do.
    """

    channel: str
    directory_id: str
    user_id: str

    def __post_init__(self) -> None:
        if not self.channel or not self.user_id:
            raise ValueError("a principal needs a channel and a user id")


@dataclass(frozen=True, slots=True)
class CustomerActor:
    """Somebody who books for themselves; theirs is what `principal` booked or opened by link."""

    business_id: str
    principal: Principal


@dataclass(frozen=True, slots=True)
class StaffActor:
    """A staff member of one business; the role is looked up again at each action.

    `door` is the channel they came by, for the audit; whom they are does not hang on it.
    """

    business_id: str
    staff_member_id: str
    door: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SystemActor:
    """Frontdesk itself: workers acting on facts that are already decided."""


@dataclass(frozen=True, slots=True)
class OperatorActor:
    """Whoever runs the command line on the machine that holds the database."""


Actor = CustomerActor | StaffActor | SystemActor | OperatorActor

COMMAND_LINE = "command line"
SYSTEM = "system"
"""The doors of those who come by no channel."""


def door_of(actor: Actor) -> str:
    """Name the door an actor came by: a channel ("directline", "msteams"), or one of our own."""
    if isinstance(actor, CustomerActor):
        return actor.principal.channel
    if isinstance(actor, StaffActor):
        return actor.door
    return COMMAND_LINE if isinstance(actor, OperatorActor) else SYSTEM
