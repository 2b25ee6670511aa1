"""`make bench`: what a phone and the server take, each figure beside something run next to it.

`python -m bench taps --caseload 200 --runs 5` measures one part alone.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter

from bench import approvals, caseloads, desk, download, offline_open, sync_server, taps
from bench.browser import SLOWDOWN, NeverCame
from bench.figures import heading, line
from bench.serving import casepwa, serving_desk

RUNS = 20
DEMO, LARGE = 24, 200

Part = Callable[[str, int], None]
"""Measures against the server at an origin; so many runs of each thing."""

ON_A_PHONE: dict[str, Part] = {
    "first_visit": lambda origin, _runs: offline_open.first_visit(origin),
    "download": lambda origin, _runs: download.report(origin),
    "offline_open": lambda origin, runs: offline_open.report(origin, runs=runs),
    "taps": lambda origin, runs: taps.report(origin, runs=runs),
}
AT_A_DESK = {"approvals": approvals, "caseloads": caseloads}
ON_THE_SERVER: dict[str, Callable[[], None]] = {"sync": sync_server.report}
ONCE = ("first_visit",)
"""What does not depend on the caseload: measured with the first."""


def main() -> int:
    """Print what was asked for; 1 when a part could not be measured. The other parts are measured anyway."""
    asked = _asked()
    failed: list[str] = []
    for place, caseload in enumerate(asked.caseload):
        parts = [part for part in ON_A_PHONE if part in asked.parts and not (place and part in ONCE)]
        failed += _of_caseload(parts, caseload, asked.runs)
    failed += _at_a_desk([part for part in AT_A_DESK if part in asked.parts], asked.runs)
    for part, report in ON_THE_SERVER.items():
        if part in asked.parts and not _measured(part, report):
            failed.append(part)
    if failed:
        print(f"\nNot measured: {', '.join(failed)}", file=sys.stderr)  # noqa: T201
    return 1 if failed else 0


def _of_caseload(parts: list[str], caseload: int, runs: int) -> list[str]:
    """What failed of the parts that need a phone."""
    if not parts:
        return []
    whose = "Maya's demo caseload" if caseload == DEMO else "A caseload"
    heading(f"{whose} of {caseload}: a phone of 390x844, processor {SLOWDOWN}x slower, production build")
    failed: list[str] = []

    def measure() -> None:
        with casepwa(caseload=None if caseload == DEMO else caseload) as origin:
            failed.extend(
                part for part in parts if not _measured(part, partial(ON_A_PHONE[part], origin, runs))
            )

    return failed if _measured("the server", measure) else parts


def _at_a_desk(parts: list[str], runs: int) -> list[str]:
    """What failed of the parts that need a supervisor's desk."""
    if not parts:
        return []
    size = f"{desk.WORKERS} workers, {desk.PEOPLE} people, {desk.WAITING} notes waiting"
    heading(f"A supervisor of {size}: 1024x768, processor as it is, production build")
    failed: list[str] = []

    def measure() -> None:
        with serving_desk() as (origin, prepared, actor):
            for part in parts:

                def report(part: str = part) -> None:
                    AT_A_DESK[part].casework(prepared, actor, runs=runs)
                    AT_A_DESK[part].screen(origin, runs=runs)

                if not _measured(part, report):
                    failed.append(part)

    return failed if _measured("the server", measure) else parts


def _measured(part: str, report: Callable[[], None]) -> bool:
    began = perf_counter()
    try:
        report()
    except (NeverCame, RuntimeError, AssertionError) as error:
        line(part, f"NOT MEASURED: {error}")
        return False
    line("", f"({part}: measured in {perf_counter() - began:.0f} s)")
    return True


def _asked() -> argparse.Namespace:
    every = [*ON_A_PHONE, *AT_A_DESK, *ON_THE_SERVER]
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(every)}; none: all of them")
    reader.add_argument("--caseload", type=int, nargs="+", default=[DEMO, LARGE], help="people on the phone")
    reader.add_argument("--runs", type=int, default=RUNS, help="of each thing on a screen")
    asked = reader.parse_args()
    unknown = [part for part in asked.parts if part not in every]
    if unknown:
        reader.error(f"no such part: {', '.join(unknown)}. There are: {', '.join(every)}")
    asked.parts = asked.parts or every
    return asked


if __name__ == "__main__":
    sys.exit(main())
