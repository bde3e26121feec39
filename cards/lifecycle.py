"""The form in which an administrator names a copied service."""

from dataclasses import dataclass

from cards.actions import ActionStyle, Tap
from cards.channels import CardJson, Channel
from cards.documents import Document, to_json
from cards.elements import InputText
from cards.layout import prose
from cards.verbs import Field, Input, Verb
from language.texts import Texts

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyServiceView:
    """Which service is copied, under what name, and the key that makes one tap one copy."""

    prompt: str
    service_id: str
    name: str
    key: str


def render_copy_form(view: CopyServiceView, texts: Texts, channel: Channel) -> CardJson:
    """Render the name of the copy to change or to agree to."""
    name = InputText(
        id=Input.NAME.value,
        label=texts.say("card-new-name"),
        max_length=_LONGEST_NAME,
        value=view.name,
    )
    copy = Tap(
        texts.say("card-copy-service"),
        Verb.COPY_SERVICE,
        {Field.SERVICE: view.service_id, Field.KEY: view.key},
        ActionStyle.POSITIVE,
    )
    keep = Tap(texts.say("card-nothing-changes"), Verb.LIFECYCLE_KEEP, ignores_inputs=True)
    document = Document(body=[*prose(view.prompt), name], said=[view.prompt], actions=[copy, keep])
    return to_json(document, channel)
