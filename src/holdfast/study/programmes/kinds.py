"""What a sentence asks to be foretold, by its words; the first kind that fits answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from holdfast.study.programmes import deliveries, output, plans, sites, votes
from holdfast.study.programmes.asking import Recorded, Said, Sight, Sought
from holdfast.study.programmes.document import Document


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be foretold.

    Attributes
    ----------
    name : its name.
    words : the words of a sentence that ask for it.
    find : the targets in a document, with their records.
    foretell : what is said of a target by who sees only what is known.
    """

    name: str
    words: re.Pattern[str]
    find: Callable[[Document, str], list[Recorded]]
    foretell: Callable[[Sight, Sought], Said]


def kind(
    name: str,
    words: str,
    find: Callable[[Document, str], list[Recorded]],
    foretell: Callable[[Sight, Sought], Said],
) -> Kind:
    """A kind from the words that ask for it."""
    return Kind(name, re.compile(words, re.IGNORECASE), find, foretell)


KINDS = (
    kind("ratios", r"m3|man-days", sites.find_ratios, sites.foretell_ratios),
    kind("cost of a work", r"cost per|cost of one", sites.find_unit_cost, sites.foretell_unit_cost),
    kind("labour", r"labour|workers|men at work", sites.find_labour, sites.foretell_labour),
    kind("money a month", r"(money|spending|spent) (per|a) month", sites.find_rate,
         sites.foretell_rate),
    kind("dip", r"dip|change of (model|type)", output.find_dip, output.foretell_dip),
    kind("completion", r"unfinished|not finished|\bdate\b|complete[d]?\b(?!.*cost)(?<!to complete)"
         r"|when .*(finished|ready|armed)", votes.find_completion, votes.foretell_completion),
    kind("cost", r"cost|overrun", votes.find_cost, votes.foretell_cost),
    kind("spending", r"spent|spend|drawn|credit|outturn|milliard|money", votes.find_spent,
         votes.foretell_spent),
    kind("deliveries", r"first|last delivery|deliver(y|ies)\b.*(month|order)|licence|months to",
         deliveries.find_deliveries, deliveries.foretell_deliveries),
    kind("share ready", r"share|half|third|quarter|fraction|in units|(armed|equipped|ready) of",
         output.find_share, output.foretell_share),
    kind("works", r"shell|works|objects|blockhouse|casemate|fort|bunker|pillbox", sites.find_works,
         sites.foretell_works),
    kind("plan", r"plan", plans.find_plans, plans.foretell_plans),
    kind("output", r"output|plateau|made|series|production|a year|per year|delivered|\d{4}",
         output.find_output, output.foretell_output),
)  # fmt: skip
"""In the order in which they are tried."""

COUNT = kind("count", r".", sites.find_counts, sites.foretell_counts)
"""Whatever was counted on a date and is named, where no other kind finds what it asks for."""


def kinds_of(sentence: str) -> list[tuple[tuple[Kind, ...], str]]:
    """The kinds that a sentence may ask for, the likeliest first; of each part joined by `and`."""
    parts = [part for part in re.split(r",| and ", sentence) if part.strip()]
    found = [(fitting(part), part) for part in parts]
    names = {kinds[0].name for kinds, _ in found if kinds}
    if all(kinds for kinds, _ in found) and len(names) > 1 and "ratios" not in names:
        return [(kinds, f"{part} {rest_of(sentence)}") for kinds, part in found]
    return [(fitting(sentence), sentence)]


def rest_of(sentence: str) -> str:
    """The date that the parts of a sentence share."""
    found = re.search(r"(at|by|in|of) .*\d{4}.*$", sentence)
    return found.group() if found else ""


def fitting(sentence: str) -> tuple[Kind, ...]:
    """The kinds whose words a sentence has, in their order."""
    return tuple(one for one in KINDS if one.words.search(sentence))


def with_count(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Kinds, and after them the one that looks for anything that was counted."""
    return (*kinds, COUNT)


def chosen(kinds: tuple[Kind, ...], document: Document, part: str) -> tuple[Kind, list[Recorded]]:
    """The first kind that finds what it asks for on record; the first of all if none does."""
    found = [(one, one.find(document, part)) for one in with_count(kinds)]
    with_record = [pair for pair in found if any(a.record is not None for a in pair[1])]
    return (with_record or found)[0]
