"""For whom else an appointment is, as far as its customer says so."""

from dataclasses import replace

from dialogs.state import Draft
from dialogs.talk import Talk
from language.understanding import Understanding

_LONGEST = 100


def with_attendee_said(talk: Talk, draft: Draft, understanding: Understanding) -> Draft:
    """Take for whom it is; "for me" takes back that it is for somebody else."""
    said = understanding.attendee
    if said is None or talk.is_staff or draft.moves:
        return draft
    return replace(draft, attendee_name=said.value[:_LONGEST])


def attendee_lead(talk: Talk, before: Draft, draft: Draft) -> str:
    """Say for whom it is where that was said just now."""
    if draft.attendee_name == before.attendee_name:
        return ""
    if not draft.attendee_name:
        return talk.texts.say("attendee-self")
    return talk.texts.say("attendee-noted", name=draft.attendee_name)
