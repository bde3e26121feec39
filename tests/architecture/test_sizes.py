"""Nothing grows beyond what a reader holds in the head."""

import ast
from collections.abc import Sequence

from tests.architecture.source import Named, functions, line_count, modules, parse

LONGEST_FUNCTION, USUAL_FUNCTION = 40, 18
LONGEST_MODULE, USUAL_MODULE = 300, 200


def test_no_function_is_too_long() -> None:
    lengths = {str(each): line_count(each) for each in _every_function()}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}
    assert not too_long


def test_functions_are_usually_short() -> None:
    assert _percentile_95([line_count(each) for each in _every_function()]) <= USUAL_FUNCTION


def test_no_module_is_too_long() -> None:
    lengths = {str(path): len(path.read_text().splitlines()) for path in modules()}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST_MODULE}
    assert not too_long


def test_modules_are_usually_short() -> None:
    lengths = [len(path.read_text().splitlines()) for path in modules()]
    assert _percentile_95(lengths) <= USUAL_MODULE


def test_a_docstring_is_not_counted() -> None:
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n'
    module = Named("given", "given", ast.parse(source))
    assert [line_count(each) for each in functions(module)] == [3]


def _every_function() -> list[Named]:
    return [each for path in modules() for each in functions(parse(path))]


def _percentile_95(values: Sequence[int]) -> int:
    return sorted(values)[int(len(values) * 0.95)]
