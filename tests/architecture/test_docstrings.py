"""Whoever reads a public name finds what it means."""

import ast

import pytest

from tests.architecture.source import Named, modules, parse, public_names


def test_every_public_name_is_documented() -> None:
    silent = [str(each) for path in modules() for each in _undocumented(parse(path))]
    assert silent == []


@pytest.mark.parametrize(
    ("source", "silent"),
    [
        ('"""Told."""\n', []),
        ("", ["given"]),
        ('"""Told."""\ndef told():\n    """Told."""\n', []),
        ('"""Told."""\ndef silent(): pass\n', ["silent"]),
        ('"""Told."""\ndef _private(): pass\n', []),
        ('"""Told."""\nclass C:\n    """Told."""\n    def silent(self): pass\n', ["silent"]),
    ],
)
def test_a_silent_name_is_found(source: str, silent: list[str]) -> None:
    module = Named("given", "given", ast.parse(source))
    assert [each.name for each in _undocumented(module)] == silent


def _undocumented(module: Named) -> list[Named]:
    return [each for each in public_names(module) if not ast.get_docstring(each.node)]
