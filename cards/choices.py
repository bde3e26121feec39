"""Choosing a service and a staff member."""

from cards.actions import Tap
from cards.card_views import ServicePickerView, StaffPickerView
from cards.channels import CardJson, Channel, JsonValue
from cards.documents import Document, to_json
from cards.elements import Alignment, Container, Spacing, StrictElement, Style
from cards.grids import Cell, grid, label_cell
from cards.layout import narrow, prose, quiet, rich, row, strong, wide
from cards.prices import price_text
from cards.verbs import ANYONE, Field, Verb
from cards.wording import line, title
from language.texts import Texts
from scheduling.views import ServiceView, StaffMemberView

SERVICES_SHOWN = 8
STAFF_SHOWN = 16
_STAFF_COLUMNS = 2
_LONGEST_DESCRIPTION = 110


def render_service_picker(view: ServicePickerView, texts: Texts, channel: Channel) -> CardJson:
    """Render the services to choose from."""
    shown = view.services[view.first : view.first + SERVICES_SHOWN]
    more = _more(Verb.MORE_SERVICES, view.draft_id, view.first + SERVICES_SHOWN, texts)
    document = Document(
        body=[*prose(view.prompt), *(_service_row(each, view.draft_id, texts) for each in shown)],
        said=[view.prompt, *(_service_said(each, texts) for each in shown)],
        actions=(more,) if view.first + SERVICES_SHOWN < len(view.services) else (),
    )
    return to_json(document, channel)


def render_staff_picker(view: StaffPickerView, texts: Texts, channel: Channel) -> CardJson:
    """Render the staff members to choose from, and anyone."""
    shown = view.staff_members[view.first : view.first + STAFF_SHOWN]
    anyone = texts.say("card-anyone")
    free = label_cell(
        anyone,
        _pick_staff(view.draft_id, ANYONE, anyone),
        note=texts.say("card-anyone-note"),
        style=Style.ACCENT,
    )
    cells = [_staff_cell(each, view.draft_id) for each in shown]
    more = _more(Verb.MORE_STAFF, view.draft_id, view.first + STAFF_SHOWN, texts)
    document = Document(
        body=[*prose(view.prompt), *grid([free], 1), *grid(cells, _STAFF_COLUMNS)],
        said=[view.prompt, anyone, *(line(each.display_name) for each in shown)],
        actions=(more,) if view.first + STAFF_SHOWN < len(view.staff_members) else (),
    )
    return to_json(document, channel)


def _service_row(service: ServiceView, draft_id: str, texts: Texts) -> Container:
    name = line(service.display_name)
    tap = Tap(
        title(service.display_name),
        Verb.PICK_SERVICE,
        {Field.DRAFT: draft_id, Field.SERVICE: service.service_id},
    )
    about: list[StrictElement] = [rich(strong(name))]
    if service.description.strip():
        description = line(service.description, _LONGEST_DESCRIPTION)
        about.append(rich(quiet(description), spacing=Spacing.NONE))
    columns = [wide(*about), narrow(*_terms(service, texts))]
    return Container(
        items=[row(columns)], style=Style.EMPHASIS, spacing=Spacing.SMALL, select_action=tap
    )


def _terms(service: ServiceView, texts: Texts) -> list[StrictElement]:
    price = price_text(service.price, service.currency, texts)
    duration = texts.duration(service.duration)
    parts = [strong(price), quiet(duration)] if price else [quiet(duration)]
    return [rich(each, spacing=Spacing.NONE, alignment=Alignment.RIGHT) for each in parts]


def _service_said(service: ServiceView, texts: Texts) -> str:
    parts = (
        line(service.display_name),
        texts.duration(service.duration),
        price_text(service.price, service.currency, texts),
    )
    return ", ".join(part for part in parts if part)


def _staff_cell(staff_member: StaffMemberView, draft_id: str) -> Cell:
    name = staff_member.display_name
    tap = _pick_staff(draft_id, staff_member.staff_member_id, title(name))
    return label_cell(line(name, 40), tap)


def _pick_staff(draft_id: str, staff: str, name: str) -> Tap:
    return Tap(name, Verb.PICK_STAFF, {Field.DRAFT: draft_id, Field.STAFF: staff})


def _more(verb: Verb, draft_id: str, first: int, texts: Texts) -> Tap:
    data: dict[str, JsonValue] = {Field.DRAFT: draft_id, Field.FROM: first}
    return Tap(texts.say("card-more"), verb, data)
