"""What was handed over, what is offered, and the news of either."""

from collections.abc import Sequence

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import Colour, Spacing, StrictElement, Style
from cards.hand_over_parts import appointment_lines, box, said_of
from cards.hand_over_views import HandOverNewsCardView, HandOverResultCardView, OfferCardView
from cards.layout import heading, named, panel, prose, rich, run
from cards.verbs import Field, Verb
from cards.wording import line
from language.texts import Texts
from scheduling.hand_over_views import TakenOverView
from scheduling.handing_over import HandOverState


def render_hand_over_result(
    view: HandOverResultCardView, texts: Texts, channel: Channel
) -> CardJson:
    """Render what was handed over or offered."""
    taken = view.result.taken
    my_day = Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})
    words = prose(view.prompt)
    document = Document(
        body=[panel(words, Style.GOOD), *_taken(taken, view.time_zone, texts)],
        said=[view.prompt, *(_taken_said(each, view.time_zone, texts) for each in taken)],
        actions=[my_day],
    )
    return to_json(document, channel)


def render_offer(view: OfferCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render what a colleague offers, with buttons as long as it waits, or what became of it."""
    taken = view.hand_over.taken
    document = Document(
        body=[*prose(view.prompt), *_taken(taken, view.time_zone, texts)],
        said=[view.prompt, *(_taken_said(each, view.time_zone, texts) for each in taken)],
        actions=_answers(view, texts),
    )
    return to_json(document, channel)


def _answers(view: OfferCardView, texts: Texts) -> list[Tap]:
    hand_over = view.hand_over
    if hand_over.state is not HandOverState.OFFERED:
        return [Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})]
    return offer_taps(hand_over.hand_over_id, texts)


def offer_taps(hand_over_id: str, texts: Texts) -> list[Tap]:
    """Give the buttons that answer an offer."""
    data = {Field.HAND_OVER.value: hand_over_id}
    return [
        Tap(texts.say("card-accept"), Verb.ACCEPT_HAND_OVER, {**data}, ActionStyle.POSITIVE),
        Tap(texts.say("card-decline"), Verb.DECLINE_HAND_OVER, {**data}),
    ]


def render_hand_over_news(view: HandOverNewsCardView, texts: Texts, channel: Channel) -> CardJson:
    """Render the news of a hand-over: all it comprises, once."""
    hand_over, zone = view.news.hand_over, view.news.time_zone
    is_offer = hand_over.state is HandOverState.OFFERED
    day = Tap(texts.say("card-my-day"), Verb.STAFF_DAY, {Field.TEAM: False})
    document = Document(
        body=[
            heading(texts.say(f"card-hand-over-{hand_over.state.value}")),
            *prose(view.headline),
            *_taken(hand_over.taken, zone, texts),
        ],
        said=[view.headline, *(_taken_said(each, zone, texts) for each in hand_over.taken)],
        actions=offer_taps(hand_over.hand_over_id, texts) if is_offer else [day],
    )
    return to_json(document, channel)


def _taken(taken: Sequence[TakenOverView], zone: str, texts: Texts) -> list[StrictElement]:
    boxes: list[StrictElement] = []
    for each in taken:
        who = texts.say("card-taken-by-name", name=named(each.taker.display_name))
        words = rich(run(who, color=Colour.ACCENT), spacing=Spacing.NONE)
        boxes.append(box([*appointment_lines(each.appointment, zone, texts), words]))
    return boxes


def _taken_said(taken: TakenOverView, zone: str, texts: Texts) -> str:
    return f"{said_of(taken.appointment, zone, texts)}: {line(taken.taker.display_name)}"
