"""`python -m scripts.mutation [MODULE ...]` names modules as `scheduling/time_ranges.py`.

None named means all of the table. What is known is kept in `build/mutation`: a run that was stopped
goes on where it was, a fault once found is not planted again while its function stays as it is, and
those that survived are tried again and shown. Exits with 1 below the least score.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from scripts.commands import ROOT
from scripts.mutation.faults import Faults, faults_of
from scripts.mutation.table import TESTS
from scripts.mutation.verdicts import Score, read_verdicts, score_of

LEAST_SCORE = 90.0
_ENVIRONMENT = {"FRONTDESK_HYPOTHESIS": "mutation", "PYTHONHASHSEED": "0"}


def main(named: Sequence[str]) -> int:
    """Try the modules named, say what was found, and give the exit code."""
    scores = [_try(each) for each in named or tuple(TESTS)]
    for each in sorted(scores, key=lambda score: score.percent):
        print(f"{each.percent:6.1f} %  of {each.count:5} in {each.module}")
    count, lost = sum(each.count for each in scores), sum(len(each.survivors) for each in scores)
    found = 100 * (1 - lost / count) if count else 100.0
    print(f"{found:6.1f} %  of {count:5} in all, at least {LEAST_SCORE} % of each")
    return int(any(each.percent < LEAST_SCORE for each in scores))


def _try(module: str) -> Score:
    faults = faults_of(module)
    known = read_verdicts(module, faults)
    if not all(name in known and known[name].is_found for name in faults.names):
        _plant(module)
    score = score_of(module, faults, read_verdicts(module, faults))
    _show(score, faults)
    return score


def _plant(module: str) -> None:
    """Try them in a process of its own, for a module is loaded only once."""
    command = [sys.executable, "-m", "scripts.mutation.planting", module]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **_ENVIRONMENT}, check=False)


def _show(score: Score, faults: Faults) -> None:
    print(f"{score.module}: {score.count} faults, {len(score.survivors)} not found")
    for name, verdict in score.survivors.items():
        print(f"{name}: {verdict}\n{faults.diff(name)}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
