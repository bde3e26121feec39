"""The engine: a grammar as a table of rules, matched against tokens with bounded work.

A rule is `symbol: PART PART ...` and an action. Upper-case parts are categories of the lexicon
or shapes of tokens, lower-case parts are symbols of the grammar, a question mark makes a part
optional. Words without a value of their own are not handed to the action. An action that gives
None refuses. No symbol may begin with itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from language.lexicon import Found

MAXIMUM_WORK: Final = 12_000
_MAXIMUM_ENDS: Final = 6

Action = Callable[..., Any]
ActionT = TypeVar("ActionT", bound=Action)
Readings = dict[int, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a rule: a category or symbol, and whether it may be left out."""

    name: str
    is_optional: bool

    @property
    def is_symbol(self) -> bool:
        """Tell whether the part is a symbol of the grammar, not a category of words."""
        return self.name.islower()


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to form a symbol."""

    symbol: str
    parts: tuple[Part, ...]
    action: Action


class RuleBook:
    """Rules in the order of their precedence: of two readings of the same words the first stays."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def rule(self, symbol: str, *patterns: str) -> Callable[[ActionT], ActionT]:
        """Register the decorated function as the action of patterns that form a symbol."""

        def register(action: ActionT) -> ActionT:
            for pattern in patterns:
                self.rules.append(Rule(symbol, _parts(pattern), action))
            return action

        return register


def _parts(pattern: str) -> tuple[Part, ...]:
    return tuple(Part(word.rstrip("?"), word.endswith("?")) for word in pattern.split())


class Grammar:
    """The rules of several books, indexed by symbol and by what each can begin with."""

    def __init__(self, *books: RuleBook) -> None:
        self._rules: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
        rules = [rule for book in books for rule in book.rules]
        _refuse_left_recursion(rules)
        firsts = _first_categories(rules)
        for rule in rules:
            beginnings = _beginnings(rule, firsts)
            self._rules.setdefault(rule.symbol, []).append((rule, beginnings))

    def rules_for(self, symbol: str, categories: frozenset[str]) -> list[Rule]:
        """Give the rules of a symbol that can begin with one of the categories."""
        return [rule for rule, beginnings in self._rules[symbol] if beginnings & categories]


def _refuse_left_recursion(rules: list[Rule]) -> None:
    heads: dict[str, set[str]] = {rule.symbol: set() for rule in rules}
    for rule in rules:
        for part in rule.parts:
            if part.is_symbol:
                heads[rule.symbol].add(part.name)
            if not part.is_optional:
                break
    for symbol, beginnings in heads.items():
        reached: set[str] = set()
        pending = set(beginnings)
        while pending:
            name = pending.pop()
            reached.add(name)
            pending |= heads[name] - reached
        if symbol in reached:
            raise ValueError(f"{symbol} can begin with itself")


def _first_categories(rules: list[Rule]) -> Mapping[str, frozenset[str]]:
    firsts: dict[str, frozenset[str]] = {rule.symbol: frozenset() for rule in rules}
    is_growing = True
    while is_growing:
        is_growing = False
        for rule in rules:
            grown = firsts[rule.symbol] | _beginnings(rule, firsts)
            is_growing = is_growing or grown != firsts[rule.symbol]
            firsts[rule.symbol] = grown
    return firsts


def _beginnings(rule: Rule, firsts: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for part in rule.parts:
        found |= firsts[part.name] if part.is_symbol else frozenset({part.name})
        if not part.is_optional:
            break
    return found


class Chart:
    """The readings of one text: what each symbol can be at each token, worked out once."""

    def __init__(
        self, grammar: Grammar, terms: tuple[tuple[Found, ...], ...], reference: object
    ) -> None:
        self._grammar = grammar
        self._terms = terms
        self._categories = [frozenset(term.category for term in each) for each in terms]
        self._reference = reference
        self._known: dict[tuple[str, int], Readings] = {}
        self.work = 0

    def readings(self, symbol: str, start: int) -> Readings:
        """Give the values of a symbol from a token on, by the token they end before."""
        key = (symbol, start)
        if key not in self._known:
            self._known[key] = {}
            if start < len(self._terms) and self.work < MAXIMUM_WORK:
                self._known[key] = self._derived(symbol, start)
        return self._known[key]

    def longest(self, symbol: str, start: int) -> tuple[int, Any] | None:
        """Give the end and value of the longest reading, or None."""
        found = self.readings(symbol, start)
        return max(found.items(), key=lambda item: item[0]) if found else None

    def _derived(self, symbol: str, start: int) -> Readings:
        found: Readings = {}
        for rule in self._grammar.rules_for(symbol, self._categories[start]):
            for end, values in self._sequences(rule, start):
                if end not in found and len(found) < _MAXIMUM_ENDS:
                    value = rule.action(self._reference, *values)
                    if value is not None:
                        found[end] = value
        return found

    def _sequences(self, rule: Rule, start: int) -> list[tuple[int, tuple[Any, ...]]]:
        states: list[tuple[int, tuple[Any, ...]]] = [(start, ())]
        for part in rule.parts:
            following = [each for state in states for each in self._steps(part, state)]
            states = following + states if part.is_optional else following
            self.work += len(states) + 1
            if not states or self.work > MAXIMUM_WORK:
                return []
        return [state for state in states if state[0] > start]

    def _steps(
        self, part: Part, state: tuple[int, tuple[Any, ...]]
    ) -> list[tuple[int, tuple[Any, ...]]]:
        start, values = state
        if part.is_symbol:
            return [
                (end, (*values, value)) for end, value in self.readings(part.name, start).items()
            ]
        if start >= len(self._terms):
            return []
        return [
            (term.end, values if term.value is True else (*values, term.value))
            for term in self._terms[start]
            if term.category == part.name
        ]
