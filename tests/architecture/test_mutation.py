"""Every module of the core that does something has its place where faults are planted."""

import ast

import pytest

from scripts.mutation.table import TESTS, files_of
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
