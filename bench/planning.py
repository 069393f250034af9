"""How long a choice among many plans takes: the flagship with a search, on two threads.

    python bench/planning.py [czechoslovakia-1936] [--search 200] [--budget 240000] [--courses a,b]

Prints seconds and CPU seconds of making ready and of judging, plans, courses, campaigns a second.
The first run on a machine compiles the kernel for up to a minute beside that.
"""

from __future__ import annotations

import argparse
import sys
import time

from holdfast.experiment.simulate import Design
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.planning.candidates import Field
from holdfast.study.planning.plan import AskedPlans, Telling, judge, made_ready


def main() -> None:
    """Judge once, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="czechoslovakia-1936")
    parser.add_argument("--search", type=int, default=200)
    parser.add_argument("--budget", type=int, default=240_000)
    parser.add_argument("--courses", default="", help="names with commas; all where none is named")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    began, burnt = time.perf_counter(), time.process_time()
    wanted = AskedPlans(search=asked.search, budget=asked.budget)
    design = Design(futures=2500, replications=2, seed=1, workers=asked.workers)
    named = tuple(name for name in asked.courses.split(",") if name)
    field = Field.of(find_one(asked.scenario), Choices(), named)
    ready = made_ready(field, wanted, design, Telling())
    made, made_burnt = time.perf_counter(), time.process_time()
    found = judge(ready, wanted, design)
    done, done_burnt = time.perf_counter(), time.process_time()
    print(
        f"made ready: {len(ready.plans)} plans, {len(ready.levers)} levers in {made - began:.0f} s "
        f"({made_burnt - burnt:.0f} CPU s)"
    )
    print(
        f"judged: {len(found.plans)} plans x {len(found.courses)} courses, {found.campaigns:,} "
        f"campaigns in {done - made:.0f} s ({done_burnt - made_burnt:.0f} CPU s), "
        f"{found.campaigns / (done - made):,.0f} campaigns a second"
    )
    print(f"in all {done - began:.0f} s ({done_burnt - burnt:.0f} CPU s)")


if __name__ == "__main__":
    sys.exit(main())
