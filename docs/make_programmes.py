"""Write the page that lays what the economy foretells of programmes beside the record.

    python docs/make_programmes.py

Each programme is answered from what was on record up to a month of its own. A test holds the page
equal to what this prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.analysis.foretold import Foretold
from holdfast.catalog.programmes import shipped_programmes
from holdfast.preparation.factors import Factor, default_factors
from holdfast.study.programmes.document import documents
from holdfast.study.programmes.hindcast import (
    ProgrammeHindcast,
    ends_of,
    hindcast,
    naive,
    shown,
    verdict,
)

PAGE = Path(__file__).parents[1] / "docs/explanation/preparation-on-record.md"

HEAD = (
    "# Preparation on record: seven programmes foretold",
    "",
    "<!-- written by: python docs/make_programmes.py -->",
    "",
    "The economy of preparation turns votes, capacity and months into works and arms",
    "(`holdfast.preparation`). Whether it knows anything is asked of programmes that ended long",
    "ago. Each is answered from what was on record up to a month of its own; then the record is",
    "laid beside. Two rules without thought stand next to it: *the plan is met*, and *next year is",
    "this year times the last year's growth* (of deliveries: as long as the last order took; of",
    "works and spending: at the rate so far). Where they do as well, the economy adds nothing.",
    "",
    "    holdfast hindcast --deck programmes            # these seven",
    "    holdfast hindcast hungary_gyor --deck programmes  # one of them, or a file like it",
    "",
    "With `--json`: `programmes`, each with `id`, `fit_until` and what was `foretold` (`what`,",
    "`unit`, `measure`, `foretold`, `interval_90`, `record`, `tolerance`, `within`, `covered`,",
    "`plan_met`, `last_growth`, each with whether it came near, and a `reason`), then a `tally`.",
    "A file holds one YAML document a programme; those that ship, in `catalog/programmes/`, show",
    "the format. What is to be foretold is a sentence under `foretell:`, whose words decide which",
    "figures answer it; what no rule knows, or no figure answers, is said and never guessed.",
    "",
)

MECHANISM = (
    "## What all programmes share",
    "",
    "Six things are in the mechanism, with one table of ranges (`preparation/factors.yaml`), and",
    "no constant belongs to one country:",
    "",
    "1. **The ramp of a new type.** A plant comes to its full rate along a logistic: its first",
    "   year gives a share of what a year at the full rate will.",
    "1. **Spending lags the vote**, and once the threat has risen the time of a vote runs faster",
    "   and more is drawn than was voted.",
    "1. **A shell waits for its guns**, sights and fittings, which come from other makers with a",
    "   capacity of their own.",
    "1. **What binds moves.** Money, sites, labour, cement and plant are each limits of their own;",
    "   the economy says of every order in every month which one bound it.",
    "1. **A change of model** costs capacity for about a year.",
    "1. **Exports compete**: what is sold abroad is made on the plant for which the home army",
    "   waits.",
    "",
)

LIMITS = (
    "## What this does not show",
    "",
    "- The ranges come from these programmes and from Czechoslovakia's. What was observed of a",
    "  programme after its own fit is left out when it is answered, but what others did later is",
    "  used: a forecaster of 1937 did not know how long a licence of 1938 would take.",
    "- Whoever wrote the rules that answer knew the records, and chose which figures of a document",
    "  answer which of its sentences. Programmes that were kept apart are the better test.",
    "- The intervals are meant to hold nine of ten. They hold fewer: ranges from two or three",
    "  observations are too narrow, and wars and frontiers moved in ways no range has.",
    "- Money is never compared between states, for no rate of exchange is on record here. That is",
    "  why the Metaxas line can be laid beside neither Maginot nor Salpa: the one has no man-days,",
    "  the other no cubic metres, and their money differs.",
    "- For French aircraft the naive rules come as near as the economy does: two more years of the",
    "  same growth, or the plan, were right within the tolerance. There the economy adds only the",
    "  share that stood ready.",
    "- For Salpa's labour *as many men as last year* is nearer than the ramp.",
    "- Of deliveries the second rule knows only the last order, whatever it was of. What the",
    "  economy adds there is little: it tells kinds apart, and knows how long an order has waited.",
    "- Six are missed. Two orders were delivered faster or slower than the only whole delivery of",
    "  1937 would have it, a licence lacked engines, Hungary spent in such haste as no other",
    "  programme shows, works in the Alps were never finished, and the Soviet dips at a change of",
    "  model were deeper than the one French dip from which they had to be foretold.",
    "",
)


def lines() -> Iterator[str]:
    """The page, line by line."""
    told = documents(shipped_programmes())
    result = hindcast(told, told)
    yield from HEAD
    yield from ("## The table", "")
    heads = ("programme, known up to", "what", "foretold (90 %)", "record", "within", "near?")
    yield "| " + " | ".join((*heads, "plan met", "growth")) + " |"
    yield "|---|---|---:|---:|---|---|---:|---:|"
    for document in result.documents:
        name = f"{document.title}, {ends_of(document)}"
        for one in result.of(document.id):
            yield row(one, name)
            name = ""
    yield ""
    yield from tally(result)
    yield from MECHANISM
    yield from ("| factor | central | range | seen | what it is |", "|---|---:|---:|---:|---|")
    yield from map(factor_row, default_factors().factors.values())
    yield ""
    yield "*allowed*: the range is a judgement round few observations."
    yield ""
    yield from LIMITS
    yield from ("## Sources", "")
    yield "Those of each programme stand in its file in `catalog/programmes/`; those of the ranges:"
    yield ""
    for source in default_factors().sources.values():
        url = f": <{source['url']}>" if source["url"] else ""
        yield f"- {source['title']}{url}"


def row(one: Foretold, name: str) -> str:
    """One thing that was foretold."""
    if one.middle is None:
        said = f"not foretold: {one.reason}"
    else:
        said = f"{shown(one, one.middle)} ({shown(one, one.low)} to {shown(one, one.high)})"
    cells = [name, one.what, said, shown(one, one.record), one.tolerance, verdict(one.within)]
    cells += [naive(one, one.plan_met), naive(one, one.last_growth)]
    return "| " + " | ".join(cells) + " |"


def tally(result: ProgrammeHindcast) -> Iterator[str]:
    """How often each came near."""
    counts = result.tally()
    economy = counts["economy"]
    yield (
        f"Near enough: {economy['within']} of {economy['within'] + economy['missed']}; "
        f"{economy['unsaid']} could not be foretold for want of figures. {result.held()}"
    )
    yield ""
    for rule, name in (("plan_met", "The plan is met"), ("last_growth", "The last growth again")):
        alone, naive_alone, same = result.against(rule)
        right = counts[rule]["within"]
        yield (
            f"- *{name}* speaks of {alone + naive_alone + same} of these and is near on {right}. "
            f"The economy alone is near on {alone}, the rule alone on {naive_alone}."
        )
    yield ""


def factor_row(factor: Factor) -> str:
    """One factor of the table of ranges."""
    allowed = ", allowed" if factor.judgement else ""
    cells = [
        factor.name.replace("_", " "),
        f"{factor.value:g}",
        f"{factor.low:g} to {factor.high:g}{allowed}",
        str(len(factor.observed)),
        factor.meaning,
    ]
    return "| " + " | ".join(cells) + " |"


def page() -> str:
    """The whole page."""
    return "\n".join([*lines(), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
