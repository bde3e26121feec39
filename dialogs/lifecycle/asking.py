"""Says what it means before anything goes, comes back or is copied, and asks."""

from cards.card_views import ChoiceView, NoticeView, Tone
from cards.lifecycle import CopyServiceView, render_copy_form
from cards.notices import render_notice
from cards.verbs import Field, Verb
from dialogs.state import Asked, ConversationState
from dialogs.talk import Outcome, Talk, shown
from dialogs.turns import Reply
from scheduling.deletions import Deleted, DeletedKind, Place
from scheduling.errors import NotFound
from scheduling.service.lifecycle.deleting import AskDeletion, plan_deletion
from scheduling.service.lifecycle.leaving import Aftermath, AskLeaving, LeavingPlan, plan_leaving
from scheduling.service.lifecycle.restoring import AskDeleted, list_deleted
from scheduling.views import AppointmentView

_APPOINTMENTS_SHOWN = 8


async def ask_remove(
    talk: Talk, state: ConversationState, staff_member_id: str, lead: str = ""
) -> Outcome:
    """Say where somebody would be removed and what is to come of theirs, and ask."""
    place = Place(talk.business.business_id, staff_member_id)
    plan = await talk.desk.ask(plan_leaving, AskLeaving(place))
    name = plan.leavings[0].display_name
    where = talk.texts.list([each.business_name for each in plan.leavings])
    said = talk.texts.say("leaving-question", name=name, where=where, count=plan.count)
    out = talk.texts.say("leaving-out-of-reach", name=name) if plan.out_of_reach else ""
    view = NoticeView(
        prompt=" ".join(each for each in (lead, said, out) if each),
        tone=Tone.WARNING,
        facts=_facts(talk, [each for here in plan.leavings for each in here.appointments]),
        choices=(*_ways_to_leave(talk, plan, staff_member_id), _nothing(talk)),
    )
    listed = (staff_member_id, str(plan.count))
    return _asking(state, Verb.REMOVE_PERSON, listed), _card(talk, view)


def _ways_to_leave(talk: Talk, plan: LeavingPlan, staff_member_id: str) -> tuple[ChoiceView, ...]:
    ways = (Aftermath.KEEP, Aftermath.CANCEL) if plan.count else (Aftermath.KEEP,)
    return tuple(
        ChoiceView(
            talk.texts.say(f"choice-remove-{each.value}" if plan.count else "choice-remove"),
            Verb.REMOVE_PERSON,
            {
                Field.STAFF: staff_member_id,
                Field.COUNT: plan.count,
                Field.AFTERMATH: each.value,
            },
        )
        for each in ways
    )


async def ask_delete(
    talk: Talk, state: ConversationState, service_id: str, lead: str = ""
) -> Outcome:
    """Say what deleting a service means and what is to come of it, and ask."""
    question = AskDeletion(talk.business.business_id, service_id)
    plan = await talk.desk.ask(plan_deletion, question)
    count = len(plan.appointments)
    days = talk.desk.deleted_kept_for.days
    said = talk.texts.say("delete-question", service=plan.display_name, count=count, days=days)
    delete = ChoiceView(
        talk.texts.say("choice-delete-and-cancel" if count else "choice-delete"),
        Verb.DELETE_SERVICE,
        {Field.SERVICE: service_id, Field.COUNT: count},
    )
    view = NoticeView(
        prompt=f"{lead} {said}".strip(),
        tone=Tone.WARNING,
        facts=_facts(talk, plan.appointments),
        choices=(delete, _nothing(talk)),
    )
    return _asking(state, Verb.DELETE_SERVICE, (service_id, str(count))), _card(talk, view)


def ask_copy(
    talk: Talk,
    state: ConversationState,
    service_id: str,
    name: str,
    question: str = "copy-question",
) -> Outcome:
    """Ask under which name a service is copied. Raises NotFound for none that is known."""
    service = talk.business.service(service_id)
    if service is None:
        raise NotFound("service", service_id)
    key = talk.desk.ids.new_id()
    view = CopyServiceView(
        prompt=talk.texts.say(question, service=service.display_name),
        service_id=service_id,
        name=name or talk.texts.say("copy-name", service=service.display_name),
        key=key,
    )
    card = render_copy_form(view, talk.texts, talk.turn.channel)
    return _asking(state, Verb.COPY_SERVICE, (service_id, key), view.name), shown(card)


def ask_restore(talk: Talk, state: ConversationState, deleted: Deleted) -> Outcome:
    """Ask whether to bring a service back."""
    said = talk.texts.say("restore-question", service=deleted.display_name)
    choices = (_restoring(talk, deleted, "choice-restore"), _nothing(talk))
    asking = _asking(state, Verb.RESTORE_SERVICE, (deleted.identifier, deleted.display_name))
    return asking, _card(talk, NoticeView(prompt=said, choices=choices))


async def deleted_services(talk: Talk) -> tuple[Deleted, ...]:
    """List the services that can be brought back. Raises NotPermitted."""
    question = AskDeleted(talk.business.business_id, talk.desk.deleted_kept_for)
    found = await talk.desk.ask(list_deleted, question)
    return tuple(each for each in found if each.kind is DeletedKind.SERVICE)


async def show_deleted(talk: Talk, state: ConversationState) -> Outcome:
    """List what can be brought back, each with its date and a button."""
    found = await deleted_services(talk)
    dates = [(each.display_name, talk.texts.say("gone-on", day=_day(talk, each))) for each in found]
    view = NoticeView(
        prompt=talk.texts.say("deleted-list", count=len(found)),
        facts=tuple(dates),
        choices=tuple(_restoring(talk, each, "choice-restore-named") for each in found),
    )
    return state, _card(talk, view)


def _day(talk: Talk, deleted: Deleted) -> str:
    if deleted.clock is None:
        return ""
    return talk.texts.day(deleted.clock.kept_until_at.astimezone(talk.now_local.tzinfo).date())


def ask_which_service(talk: Talk, state: ConversationState, verb: Verb) -> Outcome:
    """Ask which service is meant, to tap."""
    choices = tuple(
        ChoiceView(each.display_name, verb, {Field.SERVICE: each.service_id})
        for each in talk.business.services
    )
    view = NoticeView(prompt=talk.texts.say("which-service-to-change"), choices=choices)
    return state, _card(talk, view)


def ask_which_person(
    talk: Talk, state: ConversationState, staff_member_ids: tuple[str, ...]
) -> Outcome:
    """Ask who has left, to tap."""
    everybody = (*talk.business.staff_members, *talk.business.other_staff_members)
    choices = tuple(
        ChoiceView(each.display_name, Verb.ASK_REMOVE_PERSON, {Field.STAFF: each.staff_member_id})
        for each in everybody
        if not staff_member_ids or each.staff_member_id in staff_member_ids
    )
    view = NoticeView(prompt=talk.texts.say("which-person-left"), choices=choices)
    return state, _card(talk, view)


def said(talk: Talk, state: ConversationState, key: str, tone: Tone, **facts: str | int) -> Outcome:
    """Say something that needs no answer. Nothing is asked any more."""
    view = NoticeView(prompt=talk.texts.say(key, **facts), tone=tone)
    return _no_longer_asking(state), _card(talk, view)


def _restoring(talk: Talk, deleted: Deleted, key: str) -> ChoiceView:
    title = talk.texts.say(key, service=deleted.display_name)
    return ChoiceView(title, Verb.RESTORE_SERVICE, {Field.SERVICE: deleted.identifier})


def _nothing(talk: Talk) -> ChoiceView:
    return ChoiceView(talk.texts.say("card-nothing-changes"), Verb.LIFECYCLE_KEEP)


def _facts(
    talk: Talk, found: tuple[AppointmentView, ...] | list[AppointmentView]
) -> tuple[tuple[str, str], ...]:
    shown_now = [
        (talk.when(each.start_at), f"{each.service_name}, {each.customer_name}")
        for each in found[:_APPOINTMENTS_SHOWN]
    ]
    more = len(found) - len(shown_now)
    if more:
        shown_now.append((talk.texts.say("and-more"), str(more)))
    return tuple(shown_now)


def _asking(
    state: ConversationState, verb: Verb, listed: tuple[str, ...], name: str = ""
) -> ConversationState:
    return state.asking(Asked.LIFECYCLE, listed=listed, listed_for=verb.value, message=name)


def _no_longer_asking(state: ConversationState) -> ConversationState:
    return state.asking(None) if state.asked is Asked.LIFECYCLE else state


def _card(talk: Talk, view: NoticeView) -> Reply:
    return shown(render_notice(view, talk.texts, talk.turn.channel))
