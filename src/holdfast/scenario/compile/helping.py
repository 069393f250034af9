"""The chain of help of a scenario: every force that may help, with what sends it."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.scenario.compile.chain import (
    AIR,
    ALWAYS_SO,
    LAND,
    SECOND_FRONT,
    AtomNote,
    Chain,
    ClauseLink,
    HelpLink,
    Ways,
)
from holdfast.scenario.compile.forces import Forces
from holdfast.scenario.compile.pledges import Pledges


def chain_of(forces: Forces) -> Chain:
    """The chain of a scenario whose forces and pledges are written."""
    pledges = forces.sentences.pledges
    return Chain(
        atoms=tuple(atom_notes(pledges)),
        clauses=tuple(clause_links(pledges)),
        helps=(*_marches(forces), *_fronts(forces), *_wings(forces)),
    )


def clause_links(pledges: Pledges) -> Iterator[ClauseLink]:
    """Every rule of the pacts, in the order of their numbers."""
    for row in pledges.program.rows:
        when, provided = row.parts()
        yield ClauseLink(row.pact.id, row.power, pledges.terms(when), pledges.terms(provided))


def atom_notes(pledges: Pledges) -> Iterator[AtomNote]:
    """Every atom, in the order of their numbers, as a sentence of the pacts writes it."""
    for kind, what in pledges.atoms:
        if kind == "acts":
            assert isinstance(what, tuple)
            power, act, other = pledges.program.rows[what[0]].act
            whom = f", for={other}" if other else ""
            yield AtomNote(kind, f"acts({power}, {act}{whom})", what)
        elif kind == "fact":
            yield AtomNote(kind, str(what))
        else:
            yield AtomNote(kind, f"not {what}" if kind == "not" else f"{kind}({what})")


def _marches(forces: Forces) -> Iterator[HelpLink]:
    powers = forces.figures.scenario.powers
    allied = (
        one for one in forces.figures.scenario.contingents if powers[one.power].role == "ally"
    )
    for c, contingent in enumerate(allied):
        yield HelpLink(f"{contingent.power}.land", LAND, c, _sent(forces, contingent.when))


def _fronts(forces: Forces) -> Iterator[HelpLink]:
    fronts = (
        (name, power.second_front)
        for name, power in forces.figures.scenario.powers.items()
        if power.second_front is not None
    )
    for f, (name, front) in enumerate(fronts):
        yield HelpLink(f"{name}.second_front", SECOND_FRONT, f, _sent(forces, front.when))


def _wings(forces: Forces) -> Iterator[HelpLink]:
    for w, wing in enumerate(forces.figures.scenario.air.wings):
        yield HelpLink(f"{wing.power}.air", AIR, w, _sent(forces, wing.when))


def _sent(forces: Forces, sentence: str | None) -> Ways:
    meaning = forces.sentences.promises.meaning(sentence)
    return ALWAYS_SO if meaning is None else forces.sentences.pledges.terms(meaning)
