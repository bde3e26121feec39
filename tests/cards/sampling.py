"""What a sample is: a card yet to be rendered in a language for a channel."""

from collections.abc import Callable
from functools import partial

from cards.channels import CardJson, Channel
from language.texts import Texts

Sample = Callable[[Texts, Channel], CardJson]


def sample(render: Callable[..., CardJson], view: object) -> Sample:
    return partial(render, view)
