"""The chat page of a business, and the page that leads to the chats."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from language.texts import Texts
from web.directory import ChatBusiness, ChatDirectory, DemoPerson
from web.languages import preferred_locale
from web.policies import PLAIN_PAGE, chat_policy
from web.static_files import StaticFiles
from web.templates import Html, fill, load_page
from web.visitor_cookie import VisitorCookies

STATIC_FOLDER = Path(__file__).parent / "static"
OWN_FILES = ("chat.js", "icon.svg", "pages.css")
VENDOR_FILES = ("adaptivecards.min.js", "webchat.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPages:
    """Serves `/` and `/chat/{business}`. `new_nonce` gives unguessable text for style nonces.

    `vendor_folder` holds webchat.js and adaptivecards.min.js as npm ships them.
    """

    directory: ChatDirectory
    cookies: VisitorCookies
    new_nonce: Callable[[], str]
    vendor_folder: Path
    is_demo: bool
    frame_ancestors: str = "'none'"

    def add_to(self, app: web.Application) -> None:
        """Add the pages and their static files to an application."""
        app.router.add_get("/", self.landing)
        app.router.add_get("/chat/{business}", self.chat)
        StaticFiles(STATIC_FOLDER, OWN_FILES).add_to(app, "/static")
        StaticFiles(self.vendor_folder, VENDOR_FILES).add_to(app, "/static/vendor")

    async def landing(self, request: web.Request) -> web.Response:
        """GET /: links to the chats one may know of."""
        texts = Texts(preferred_locale(request))
        businesses = await self.directory.published()
        page = fill(
            load_page("landing.html"),
            language=texts.language,
            title=texts.say("web-landing-title"),
            lead=texts.say("web-landing-lead" if businesses else "web-landing-none"),
            links=_links(
                (
                    _chat_path(business),
                    texts.say("web-landing-open", business=business.display_name),
                )
                for business in businesses
            ),
        )
        return _html(page, PLAIN_PAGE)

    async def chat(self, request: web.Request) -> web.Response:
        """GET /chat/{business}: Web Chat in a page; all it changes is the visitor cookie."""
        business = await self.directory.find(request.match_info["business"])
        if business is None:
            raise web.HTTPNotFound
        people = await self.directory.demo_people(business.business_id) if self.is_demo else ()
        nonce = self.new_nonce()
        page = self._chat_page(request, business, people, nonce)
        response = _html(page, chat_policy(nonce, request.host, self.frame_ancestors))
        self.cookies.welcome(request, response)
        return response

    def _chat_page(
        self, request: web.Request, business: ChatBusiness, people: Sequence[DemoPerson], nonce: str
    ) -> Html:
        texts = Texts(preferred_locale(request))
        role = request.query.get("as", "") if self.is_demo else ""
        return fill(
            load_page("chat.html"),
            language=texts.language,
            business=business.business_id,
            name=business.display_name,
            initial=business.display_name[:1],
            title=texts.say("web-chat-title", business=business.display_name),
            subtitle=texts.say("web-chat-subtitle"),
            nonce=nonce,
            role=role,
            demo_bar=_demo_bar(texts, business, people, role) if self.is_demo else Html(""),
            needs_script=texts.say("web-chat-needs-script"),
            connecting=texts.say("web-chat-connecting"),
            lost=texts.say("web-chat-lost"),
            busy=texts.say("web-chat-busy"),
            failed=texts.say("web-chat-failed"),
            placeholder=texts.say("web-chat-placeholder"),
        )


def _demo_bar(
    texts: Texts, business: ChatBusiness, people: Sequence[DemoPerson], role: str
) -> Html:
    path = _chat_path(business)
    links = [("", path, texts.say("web-demo-customer"))]
    links += [
        (person.address, f"{path}?as={quote(person.address)}", _introduction(texts, person))
        for person in people
    ]
    items = "".join(
        fill(
            load_page("link_current.html" if address == role else "link.html"), path=path, text=text
        )
        for address, path, text in links
    )
    return fill(load_page("demo_bar.html"), label=texts.say("web-demo-label"), links=Html(items))


def _introduction(texts: Texts, person: DemoPerson) -> str:
    return texts.say("web-demo-staff", name=person.name, role=person.role)


def _links(links: Iterable[tuple[str, str]]) -> Html:
    item = load_page("link.html")
    return Html("".join(fill(item, path=path, text=text) for path, text in links))


def _chat_path(business: ChatBusiness) -> str:
    return f"/chat/{quote(business.business_id, safe='')}"


def _html(page: str, policy: str) -> web.Response:
    response = web.Response(text=page, content_type="text/html")
    response.headers["Content-Security-Policy"] = policy
    return response
