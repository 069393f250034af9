"""What a sentence asks to be foretold, by its words; the first kind that fits answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from holdfast.study.programmes import deliveries, output, sites, votes
from holdfast.study.programmes.asking import Asked, Said, Sight, Target
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
    find: Callable[[Document, str], list[Asked]]
    foretell: Callable[[Sight, Target], Said]


def kind(
    name: str,
    words: str,
    find: Callable[[Document, str], list[Asked]],
    foretell: Callable[[Sight, Target], Said],
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
    kind("output", r"output|plateau|made|series|production|a year|per year|delivered|\d{4}",
         output.find_output, output.foretell_output),
)  # fmt: skip
"""In the order in which they are tried."""


def kinds_of(sentence: str) -> list[tuple[Kind, str]]:
    """The kinds that a sentence asks for: one, or one for each part that an `and` joins."""
    parts = [part for part in re.split(r",| and ", sentence) if part.strip()]
    found = [(one, part) for part in parts if (one := first_of(part)) is not None]
    names = {one.name for one, _ in found}
    if len(found) == len(parts) and len(names) > 1 and "ratios" not in names:
        return [(one, f"{part} {rest_of(sentence)}") for one, part in found]
    whole = first_of(sentence)
    return [(whole, sentence)] if whole else []


def rest_of(sentence: str) -> str:
    """The date that the parts of a sentence share."""
    found = re.search(r"(at|by|in|of) .*\d{4}.*$", sentence)
    return found.group() if found else ""


def first_of(sentence: str) -> Kind | None:
    """The first kind whose words a sentence has."""
    return next((one for one in KINDS if one.words.search(sentence)), None)
