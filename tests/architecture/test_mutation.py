"""Every module of the core that does something has its place where faults are planted."""

import ast
from pathlib import Path

import pytest

from scripts.mutation.faults import made_of
from scripts.mutation.table import TESTS, files_of
from scripts.mutation.verdicts import Verdict, read_verdicts, score_of, write_verdicts
from tests.architecture.source import ROOT, FunctionNode, modules

TABLE = "scripts/mutation/table.py"
CORE = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text())
    for path in modules()
    if path.is_relative_to(ROOT / "scheduling")
}


def test_every_module_with_code_is_in_the_table() -> None:
    missing = [each for each, tree in CORE.items() if _has_code(tree) and each not in TESTS]
    assert not missing, f"add to {TABLE}, with the tests that concern it: {missing}"


def test_every_module_of_the_table_is_there() -> None:
    gone = sorted(set(TESTS) - set(CORE))
    assert not gone, f"no longer there: rename or remove in {TABLE}: {gone}"


@pytest.mark.parametrize("module", TESTS)
def test_the_tests_of_a_module_are_there(module: str) -> None:
    files = files_of(module)
    gone = [each for each in files if not (ROOT / each).exists()]
    assert files
    assert not gone, f"no longer there: rename or remove in {TABLE}: {gone}"


@pytest.mark.parametrize(
    ("source", "has_code"),
    [
        ('"""Nothing but words."""', False),
        ("class Kind(StrEnum):\n    ONE = 'one'", False),
        ('class Port(Protocol):\n    def get(self) -> int:\n        """What it gives."""', False),
        ("class Port(Protocol):\n    def get(self) -> int: ...", False),
        ("class View:\n    @property\n    def first(self) -> int:\n        return 1", False),
        ("def first() -> int:\n    return 1", True),
        ("class View:\n    @classmethod\n    def first(cls) -> int:\n        return 1", True),
    ],
)
def test_code_is_what_faults_can_be_planted_in(source: str, *, has_code: bool) -> None:
    assert _has_code(ast.parse(source)) == has_code


SOURCE = "def longer(one: int, other: int) -> int:\n    return one if one > other else other\n"


def test_a_fault_is_shown_by_the_lines_it_changes() -> None:
    faults = made_of("given.py", SOURCE)
    (not_less,) = [each for each in faults.names if ">=" in faults.diff(each)]
    assert faults.diff(not_less).splitlines()[-2:] == [
        "-    return one if one > other else other",
        "+    return one if one >= other else other",
    ]


def test_what_is_known_of_a_fault_is_forgotten_when_its_function_changes(tmp_path: Path) -> None:
    faults = made_of("given.py", SOURCE)
    known = {faults.names[0]: Verdict.FOUND, faults.names[1]: Verdict.SURVIVED}
    write_verdicts("given.py", faults, known, tmp_path)
    same = made_of("given.py", f"ONE = 1\n\n\n{SOURCE}")
    assert read_verdicts("given.py", same, tmp_path) == known
    changed = made_of("given.py", SOURCE.replace("else other", "else other + 1"))
    assert read_verdicts("given.py", changed, tmp_path) == {}


def test_a_score_counts_what_was_not_tried_as_not_found() -> None:
    faults = made_of("given.py", "def over(one: int) -> bool:\n    return one + 1 > 2 * one - 3\n")
    first, second, third, fourth, *untried = faults.names
    known = {
        first: Verdict.FOUND,
        second: Verdict.TOO_SLOW,
        third: Verdict.SURVIVED,
        fourth: Verdict.UNREACHED,
    }
    score = score_of("given.py", faults, known)
    assert [*score.survivors] == [third, fourth, *untried]
    assert score.survivors[untried[0]] is Verdict.UNTRIED
    assert score.percent == pytest.approx(100 * 2 / len(faults.names))


def _has_code(module: ast.Module) -> bool:
    functions = [node for node in ast.walk(module) if isinstance(node, FunctionNode)]
    return any(_is_open(each) and not _is_empty(each) for each in functions)


def _is_open(function: FunctionNode) -> bool:
    """Functions with a decorator are left alone, save these two."""
    names = {ast.unparse(each) for each in function.decorator_list}
    return names <= {"classmethod", "staticmethod"}


def _is_empty(function: FunctionNode) -> bool:
    """Whether it holds a docstring or dots alone, as in a port."""
    return all(
        isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
        for each in function.body
    )
