"""Reads how much of a series is meant, and what shall become of clashes: "all of them", "skip those"."""

from language.lexicon import Lexicon
from language.repeat_days import terms_at
from language.tokens import Token
from scheduling.series import ClashPolicy, SeriesScope


def read_clashes(tokens: tuple[Token, ...], lexicon: Lexicon) -> ClashPolicy | None:
    """Give what shall become of clashes: "skip those", "move them"."""
    found = (
        said for index in range(len(tokens)) for said in terms_at(tokens, index, lexicon, "CLASHES")
    )
    return next((ClashPolicy(str(each.value)) for each in found), None)


def read_scope(tokens: tuple[Token, ...], lexicon: Lexicon) -> SeriesScope | None:
    """Give how much of a series is meant: "only this one", "this and the following", "all of them".

    A word like "all" says it where nothing else is said.
    """
    for index in range(len(tokens)):
        for said in terms_at(tokens, index, lexicon, "SCOPE"):
            if not _is_of_people(tokens, said.end, lexicon):
                return SeriesScope(str(said.value))
    filler = lexicon.words["filler"] | lexicon.words["around_a_scope"]
    rest = tuple(each for each in tokens if each.shape != "mark" and each.form not in filler)
    alone = terms_at(rest, 0, lexicon, "SCOPE_ALONE") if rest else []
    return next((SeriesScope(str(each.value)) for each in alone if each.end == len(rest)), None)


def _is_of_people(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Tell "all of us" from "all of them"."""
    return index < len(tokens) and tokens[index].form in lexicon.words["ourselves"]
