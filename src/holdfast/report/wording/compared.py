"""What a comparison says, in sentences: the whole in one, then one a change."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.cells import POINTS, exact, plain
from holdfast.analysis.compared import ComparedChange, ComparisonRecord, TurnedChange, whole_of
from holdfast.analysis.tables.comparison import Compared
from holdfast.analysis.words import NO_NAMES
from holdfast.report.wording import why


def answer_sentence(record: ComparisonRecord) -> str:
    """How many changes make a difference that is seen, and the largest, where most differs."""
    rows = record.of_date(record.shown)
    real = [one for one in rows if whole_of(one).is_real]
    when = words.date(record.shown)
    if not real:
        return (
            f"Of {len(rows)} changes none is seen to change how often {record.defender} stands if "
            f"the attack comes on {when}: that is not the same as no difference."
        )
    first = real[0]
    return (
        f"Of {len(rows)} changes, {len(real)} are seen to change how often {record.defender} "
        f"stands if the attack comes on {when}. The largest is {first.name}: {reason(first)}"
    )


def reason(one: ComparedChange) -> str:
    """What one change comes to, and which part is the most of it."""
    return why.split_sentence(one.split["stands"])


def is_seen(one: ComparedChange) -> bool:
    """Whether a change makes a difference that is seen, in the whole or in a part of it."""
    split = one.split["stands"]
    return split.whole.is_real or any(part.is_real for part in split.parts.values())


def unseen_sentence(rows: Sequence[ComparedChange]) -> str:
    """The changes of which nothing is seen, in one sentence; empty where there are none."""
    names = [one.title for one in rows if not is_seen(one)]
    if not names:
        return ""
    return (
        "No difference is seen in how often it stands, nor in any part of it, where "
        f"{'; '.join(names)}. That is not the same as no difference."
    )


def base_sentence(one: Compared) -> str:
    """How it comes out as it is written."""
    held = one.days_held
    days = f", {plain('days', held.p)} days of defence where it is fought" if held else ""
    return (
        f"As it is written, attack on {words.date(one.attack_on)}: stands in "
        f"{plain('share', one.stands.p)} of all crises, saved by help in "
        f"{plain('share', one.saved.p)}{days}."
    )


def turned_sentence(one: TurnedChange, titles: Mapping[str, str] = NO_NAMES) -> str:
    """A difference that turns its sign where other powers are free."""
    scale, unit = (1.0, "days") if one.measure == "days_held" else (POINTS, "points")
    what, held, free = one.measure.replace("_", " "), one.frozen.d * scale, one.free.d * scale
    return (
        f"Reversed where others are free: {titles.get(one.name, one.name)}, attack on "
        f"{words.date(one.attack_on)}, {what}: {exact(held)} {unit} held, {exact(free)} free."
    )


def command(record: ComparisonRecord) -> str:
    """The command that compares the same again."""
    asked = record.asked
    named = asked.target if record.is_shipped else "scenario.yaml"
    parts = ["holdfast", "compare", named, *_options(record)]
    parts += ["--futures", str(asked.futures), "--replications", str(asked.replications)]
    return shlex.join([*parts, "--seed", str(asked.seed)])


def _options(record: ComparisonRecord) -> Iterator[str]:
    for kind, names in record.kinds.items():
        yield from ("--views",) if kind == "views" else (f"--{kind}", ",".join(names))
    asked = record.asked
    if asked.course is not None:
        yield from ("--course", asked.course)
    for setting in asked.settings:
        yield from ("--set", setting)
    if asked.reading != "listed":
        yield from ("--reading", asked.reading)
    if asked.freeze_others:
        yield "--freeze-others"
