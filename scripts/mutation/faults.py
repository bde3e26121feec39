"""The faults of a module, as mutmut makes them: all in one source, one chosen at a time."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from mutmut.mutation.file_mutation import mutate_file_contents

from scripts.commands import ROOT

_OF_A_FUNCTION, _IN_A_CLASS = "__mutmut_", "ǁ"


@dataclass(frozen=True, slots=True)
class Faults:
    """A module's faults by name; `functions` tells by a hash which function each is of."""

    code: str
    names: tuple[str, ...]
    functions: Mapping[str, str]
    _spans: Mapping[str, tuple[int, int]]

    def function_hash(self, name: str) -> str:
        """Give what changes when the function changes that a fault is planted in."""
        return self.functions[function_of(name)]

    def diff(self, name: str) -> str:
        """Show what a fault changes."""
        before, after = (
            self._lines(each) for each in (f"{function_of(name)}{_OF_A_FUNCTION}orig", name)
        )
        changes = list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
        return "\n".join(each for each in changes if not each.startswith("@@"))

    def _lines(self, name: str) -> list[str]:
        start, end = self._spans[name]
        lines = self.code.splitlines()[start - 1 : end]
        own_name = function_of(name).rpartition(_IN_A_CLASS)[2].removeprefix("x_")
        return [each.replace(f"{name}(", f"{own_name}(") for each in lines if each]


def module_name(module: str) -> str:
    """Give `scheduling.time_ranges` for `scheduling/time_ranges.py`."""
    return module.removesuffix(".py").replace("/", ".")


def function_of(name: str) -> str:
    """Name the function of a fault as mutmut does: `x_merged` or `xǁTimeRangeǁoverlaps`."""
    return name.partition(_OF_A_FUNCTION)[0]


def faults_of(module: str) -> Faults:
    """Make every fault of a module, given as `scheduling/time_ranges.py`."""
    return made_of(module, (ROOT / module).read_text())


def made_of(module: str, source: str) -> Faults:
    """Make every fault of a source that is, or could be, at that path."""
    made = mutate_file_contents(module, source)
    spans = {name: (span.start, span.end) for name, span in made.line_span_by_function_name.items()}
    return Faults(made.code, tuple(made.mutant_names), made.hash_by_function_name, spans)
