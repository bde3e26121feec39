"""What is known of each fault, kept in `build/mutation` so that a stopped run goes on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scripts.commands import ROOT
from scripts.mutation.faults import Faults, module_name

KEPT = ROOT / "build" / "mutation"


class Verdict(StrEnum):
    """What became of a fault."""

    FOUND = "found"
    TOO_SLOW = "found, too slow"
    SURVIVED = "survived"
    UNREACHED = "in a function no test calls"
    UNTRIED = "not tried"

    @property
    def is_found(self) -> bool:
        """Whether a test told the fault from the module as it should be."""
        return self in {Verdict.FOUND, Verdict.TOO_SLOW}


Verdicts = Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a module's faults; `survivors` are those not found."""

    module: str
    count: int
    survivors: Verdicts

    @property
    def percent(self) -> float:
        """How many of a hundred were found; all of them where there are none."""
        return 100.0 * (1 - len(self.survivors) / self.count) if self.count else 100.0


def score_of(module: str, faults: Faults, known: Verdicts) -> Score:
    """Count a module's faults; what was not tried, for whatever reason, is not found."""
    every = {name: known.get(name, Verdict.UNTRIED) for name in faults.names}
    lost = {name: verdict for name, verdict in every.items() if not verdict.is_found}
    return Score(module, len(every), lost)


def read_verdicts(module: str, faults: Faults, folder: Path = KEPT) -> dict[str, Verdict]:
    """Read what is known of a module's faults, save those whose function has changed since."""
    path = _path(module, folder)
    kept: dict[str, list[str]] = json.loads(path.read_text()) if path.exists() else {}
    return {
        name: Verdict(kept[name][0])
        for name in faults.names
        if name in kept and kept[name][1] == faults.function_hash(name)
    }


def write_verdicts(module: str, faults: Faults, known: Verdicts, folder: Path = KEPT) -> None:
    """Keep what is known, each with the hash of its function."""
    kept = {name: [verdict, faults.function_hash(name)] for name, verdict in known.items()}
    path = _path(module, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(kept, indent=0))
    unfinished.replace(path)


def _path(module: str, folder: Path) -> Path:
    return folder / f"{module_name(module)}.json"
