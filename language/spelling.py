"""How far apart two words are, with work bounded by the distance asked for."""

from bisect import bisect_right

_SHORTEST_PLURAL = 3
_LONGEST = 60
# One slip from five letters on, two from eight on.
_SLIPS_FROM = (5, 8)


def stem(word: str) -> str:
    """Give a word without possessive and plural endings, as far as both forms must be alike."""
    bare = word.replace("'", "")
    if word.endswith(("'s", "s'")):
        bare = word.rstrip("s").rstrip("'")
    if len(bare) > _SHORTEST_PLURAL and bare.endswith("s") and not bare.endswith("ss"):
        return bare[:-1]
    return bare


def allowed_distance(word: str) -> int:
    """Give how many slips a word of this length may have and still be the word."""
    return bisect_right(_SLIPS_FROM, len(word))


def is_near(word: str, other: str, limit: int) -> bool:
    """Tell whether at most `limit` letters differ; swapped neighbours count as one (OSA)."""
    if word == other:
        return True
    if limit == 0 or abs(len(word) - len(other)) > limit or max(len(word), len(other)) > _LONGEST:
        return False
    return _distance(word, other, limit) <= limit


def _distance(word: str, other: str, limit: int) -> int:
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return last[-1]
