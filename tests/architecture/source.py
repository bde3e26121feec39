"""The source of the rooms as the tests of its form see it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "api", "bot", "calendars", "cards", "deep_links", "dialogs", "language", "notifications",
    "scheduling", "storage", "web",
)  # fmt: skip
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
DocumentedNode = ast.Module | ast.ClassDef | FunctionNode


@dataclass(frozen=True, slots=True)
class Named:
    """Something in a module: where it is, what it is called, and its syntax."""

    where: str
    name: str
    node: DocumentedNode

    def __str__(self) -> str:
        return f"{self.where}:{getattr(self.node, 'lineno', 1)} {self.name}"


def modules() -> list[Path]:
    """Every module of the rooms."""
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def parse(path: Path) -> Named:
    """A module as one named thing."""
    where = str(path.relative_to(ROOT))
    return Named(where, where, ast.parse(path.read_text(), where))


def functions(module: Named) -> Iterator[Named]:
    """Every function and method of a module, inner ones too."""
    for node in ast.walk(module.node):
        if isinstance(node, FunctionNode):
            yield Named(module.where, node.name, node)


def public_names(module: Named) -> Iterator[Named]:
    """The module and its public classes, functions and methods."""
    yield module
    yield from _public_members(module)


def _public_members(owner: Named) -> Iterator[Named]:
    for node in owner.node.body:
        if isinstance(node, ast.ClassDef | FunctionNode) and not node.name.startswith("_"):
            member = Named(owner.where, node.name, node)
            yield member
            if isinstance(node, ast.ClassDef):
                yield from _public_members(member)


def line_count(function: Named) -> int:
    """Lines of a function from `def` to its end, its docstring not counted."""
    node = function.node
    assert isinstance(node, FunctionNode)
    return _last_line(node) - node.lineno + 1 - _docstring_lines(node)


def _docstring_lines(node: FunctionNode) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    return _last_line(node.body[0]) - node.body[0].lineno + 1


def _last_line(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno
