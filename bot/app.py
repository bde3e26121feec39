"""The HTTP application: every door in its place, and two small pages of the host's own."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.clock import Clock, chance, new_id
from bot.conversing import AppointmentLinks
from bot.direct_line.door import DirectLineDoor
from bot.doors.address_limits import CALENDAR_FILE_PATH, MESSAGES_PATH, AddressLimits
from bot.doors.error_answers import ErrorAnswers
from bot.doors.middlewares import doorkeepers, set_security_headers
from bot.doors.overload import OverloadGate, OverloadPolicy
from bot.health import Health
from bot.messages_endpoint import MessagesEndpoint
from calendars.invitations import MEDIA_TYPE, appointment_ics
from deep_links.tokens import TokenError
from language.texts import Texts
from scheduling.actors import SystemActor
from scheduling.errors import NotFound
from scheduling.ports import Transactions
from scheduling.service.asking import AskAppointment, get_appointment
from web.chat_pages import VENDOR_FILES, ChatPages
from web.directory import ChatDirectory
from web.error_pages import error_page, error_text
from web.languages import preferred_locale
from web.visitor_cookie import VisitorCookies

WEB_FOLDER = Path(__file__).resolve().parent.parent / "build" / "web"
"""Where `make` puts the front-end packages' files."""


def missing_web_files() -> tuple[str, ...]:
    """List the front-end packages' files that are not there; without them the chat page is empty."""
    return tuple(name for name in VENDOR_FILES if not (WEB_FOLDER / name).is_file())


@dataclass(frozen=True, slots=True)
class CalendarFiles:
    """Gives an appointment's calendar file to whoever holds its signed link."""

    transactions: Transactions
    links: AppointmentLinks
    clock: Clock

    async def answer(self, request: web.Request) -> web.Response:
        """Answer `GET /appointments/TOKEN.ics`; a link that is not good is a plain 404."""
        try:
            key = self.links.links.parse_calendar_token(
                request.match_info["token"], self.clock.now()
            )
            appointment = await self.transactions.read(
                get_appointment,
                SystemActor(),
                AskAppointment(key.business_id, key.appointment_id),
            )
        except (TokenError, NotFound):
            raise web.HTTPNotFound from None
        url = self.links.open_in_chat(appointment)
        content = appointment_ics(appointment, Texts(preferred_locale(request)), url)
        headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Disposition": 'attachment; filename="appointment.ics"',
            "Cache-Control": "private, no-store",
        }
        return web.Response(body=content, headers=headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything that answers requests."""

    direct_line: DirectLineDoor
    messages: MessagesEndpoint
    directory: ChatDirectory
    cookies: VisitorCookies
    files: CalendarFiles
    health: Health
    limits: AddressLimits
    is_demo: bool


def build_app(doors: Doors) -> web.Application:
    """Put the doors into one application, behind the doorkeepers."""
    gate = OverloadGate(OverloadPolicy(), chance)
    keepers = doorkeepers(ErrorAnswers(error_page, error_text), gate)
    app = web.Application(middlewares=(*keepers, doors.limits.middleware))
    app.on_response_prepare.append(set_security_headers(is_https=doors.cookies.is_https))
    app.router.add_get("/health", doors.health.answer)
    app.router.add_get("/ready", doors.health.answer)
    app.router.add_post(MESSAGES_PATH, doors.messages.handle)
    app.router.add_get(CALENDAR_FILE_PATH, doors.files.answer)
    doors.direct_line.add_to(app)
    ChatPages(
        directory=doors.directory,
        cookies=doors.cookies,
        new_nonce=new_id,
        vendor_folder=WEB_FOLDER,
        is_demo=doors.is_demo,
    ).add_to(app)
    return app
