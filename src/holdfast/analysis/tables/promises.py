"""The promises, act by act: who for whom, from which day, how likely; and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.acts import act_in_words
from holdfast.analysis.column import Column
from holdfast.analysis.table import Table, day_of
from holdfast.analysis.tables.forces import attack_on
from holdfast.experiment.dossier import DateNotes
from holdfast.pacts.net import PromiseNet


def promises_table(dates: Sequence[DateNotes], powers: Mapping[str, str]) -> Table | None:
    """Each act of each clause at each date; None where nothing is promised."""
    rows = tuple(
        (
            day_of(date.attack_on),
            words.capital(act_in_words(named(one.power, one.act, one.beneficiary, powers))),
            one.power,
            one.act,
            one.beneficiary or "",
            one.clause,
            one.causal_day,
            one.simultaneous_day,
            one.p_causal,
            one.p_simultaneous,
        )
        for date in dates
        if date.promises is not None
        for one in date.promises.acts
    )
    columns = (
        attack_on(dates),
        Column("act", "Act", meaning="who does what for whom"),
        Column("power", "Power", meaning="code of the power", quiet=True),
        Column("kind", "Kind", meaning="kind of the act", quiet=True),
        Column("for", "For", meaning="code of the power that has the promise", quiet=True),
        Column("clause", "Clause"),
        Column("causal_day", "moved by others", "day", "day of the crisis",
               meaning="first day if nobody moves unless moved"),
        Column("simultaneous_day", "moving together", "day", "day of the crisis",
               meaning="first day if those who wait for one another move together"),
        Column("p_causal", "chance", "share", meaning="chance if nobody moves unless moved"),
        Column("p_simultaneous", "together", "share", meaning="chance if they move together"),
    )  # fmt: skip
    note = (
        "Days and chances are those of the clauses read by themselves, each decision at the odds "
        "of its last line. How often a helper acts in this run stands in the tables of help."
    )
    title = "By the texts alone: first possible day and chance of each act"
    return Table("promises", title, columns, rows, note) if rows else None


def named(
    power: str, act: str, other: str | None, powers: Mapping[str, str]
) -> tuple[str, str, str | None]:
    """An act with the names of the run."""
    return words.power(power, powers), act, words.power(other, powers) if other else None


def deadlock_sentences(net: PromiseNet, powers: Mapping[str, str]) -> Iterator[str]:
    """One sentence a deadlock: who waits for whom."""
    for group in net.deadlocks:
        who = [words.power(code, powers) for code in dict.fromkeys(act[0] for act in group)]
        if len(who) == 2:
            first, second = who
            waits = f"{words.capital(first)} waits for {second}, and {second} for {first}"
            yield f"{waits}: nobody moves."
        else:
            yield f"{words.capital(words.listed(who))} wait for one another: nobody moves."
