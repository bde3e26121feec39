"""Joins the turn host to the dialogs: who somebody is, what is answered, what is said on a fault."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from deep_links.links import AppointmentKey, Links, link_expiry
from deep_links.tokens import TokenError
from dialogs.conversation import converse
from dialogs.desk import Desk
from dialogs.state import from_json, to_json
from dialogs.turns import Message, Reply, Turn
from language.texts import Texts
from scheduling.actors import Actor, Principal, SystemActor
from scheduling.deletions import RETENTION
from scheduling.errors import NotFound
from scheduling.ports import Ids, Transactions
from scheduling.service.asking import AskBusiness, get_business
from scheduling.service.identities import ActAs, Identify, act_as, identify
from scheduling.views import AppointmentView

_SYSTEM = SystemActor()


@dataclass(frozen=True, slots=True)
class AppointmentLinks:
    """The signed links of an appointment, good until some time after it is over."""

    links: Links
    clock: Clock

    def calendar_file(self, appointment: AppointmentView) -> str:
        """Give the address of its calendar file."""
        return self.links.calendar_file(_key(appointment), link_expiry(appointment.end_at))

    def open_in_chat(self, appointment: AppointmentView) -> str:
        """Give the address that opens it in a chat."""
        return self.links.appointment_in_chat(_key(appointment), link_expiry(appointment.end_at))

    def read(self, token: str) -> tuple[str, str] | None:
        """Say which appointment a token opens: (business id, appointment id), None for no good one."""
        try:
            found = self.links.parse_open_token(token, self.clock.now())
        except TokenError:
            return None
        return found.business_id, found.appointment_id


def _key(appointment: AppointmentView) -> AppointmentKey:
    return AppointmentKey(appointment.business_id, appointment.appointment_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the doors ask of the product, each in a few lines."""

    transactions: Transactions
    ids: Ids
    links: AppointmentLinks
    default_business: str = ""
    deleted_kept_for: timedelta = RETENTION

    async def identify(self, principal: Principal, business_id: str | None) -> tuple[str, Actor]:
        """Say which business a verified person talks to and who they are there."""
        question = Identify(principal, business_id, self.default_business)
        return await self.transactions.read(identify, _SYSTEM, question)

    async def answer(self, state: str | None, turn: Turn) -> tuple[str, Reply]:
        """Answer a turn: stored state and turn in, new state and reply out."""
        desk = Desk(
            self.transactions,
            turn.actor,
            self.ids,
            self.links.calendar_file,
            self.links.open_in_chat,
            self.links.read,
            self.deleted_kept_for,
        )
        after, reply = await converse(from_json(state), turn, desk)
        return to_json(after), reply

    async def business_exists(self, business_id: str) -> bool:
        """Tell whether there is such a business."""
        try:
            await self.transactions.read(get_business, _SYSTEM, AskBusiness(business_id))
        except NotFound:
            return False
        return True

    async def act_as(
        self,
        business_id: str,
        principal: Principal,
        customer_id: str | None,
        staff_member_id: str | None,
    ) -> None:
        """Let a demo identity be somebody of the business. Raises NotFound."""
        command = ActAs(business_id, principal, customer_id, staff_member_id)
        await self.transactions.run(act_as, _SYSTEM, command)


def apology(locale: str) -> Reply:
    """Say sorry for a fault of ours."""
    return Reply((Message(text=Texts(locale or "en").say("sorry-fault")),))
