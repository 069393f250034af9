"""The dossier of a run of a card."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.experiment.cases import Case, axis_km
from holdfast.experiment.dossier import (
    AxisNote,
    AxisStop,
    DateNotes,
    Dossier,
    Happened,
    Naming,
    SourceNote,
)
from holdfast.experiment.inputs import InputSection
from holdfast.scenario.card_source import unused
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.evidence import Coverage, card_coverage
from holdfast.schema.card import Card, Outcome
from holdfast.study.dossier.constants import constants_of
from holdfast.study.dossier.expected import expected
from holdfast.study.dossier.forces import card_decisions, card_forces
from holdfast.study.dossier.inputs import WrittenPart, sections_of
from holdfast.study.dossier.labels import CARD_PARTS, DECISIONS, OWN_LAW, SETTING
from holdfast.study.dossier.scenario import input_coverage


def card_dossier(card: Card, case: Case) -> Dossier:
    """Everything that a reader of the run needs; `card` as it was run, its effects done."""
    found = card_coverage(card)
    theatre = case.branches[0].theatre
    return Dossier(
        title=card.name,
        question=card.question,
        naming=Naming(
            axes=tuple(axis_notes(card, theatre)),
            decisions=theatre.names.decisions,
            helpers=theatre.names.helpers,
        ),
        dates=(
            DateNotes(
                attack_on=case.attack_on,
                on=card.start,
                is_dated=True,
                forces=tuple(card_forces(card)),
                decisions=tuple(card_decisions(card)),
            ),
        ),
        sections=card_sections(card, found),
        coverage=input_coverage(found),
        unused=unused(card),
        notes=(card.note,) if card.note else (),
        guesses=tuple(card.inputs.est),
        expected=tuple(expected(one) for one in card.forecasts),
        happened=None if card.outcome is None else happened(card.outcome),
        sources=tuple(source_notes(card)),
        constants=tuple(constants_of(card.inputs.era, card.law)),
    )


def card_sections(card: Card, found: Coverage) -> tuple[InputSection, ...]:
    """The inputs of a card: the setting first, then its parts, its decisions and its constants."""
    inputs = card.inputs
    nested = {*CARD_PARTS, "est"}
    plain = frozenset(type(inputs).model_fields) - nested
    parts = [WrittenPart(SETTING, "inputs", inputs, plain)]
    parts += [
        WrittenPart(title, f"inputs.{name}", getattr(inputs, name))
        for name, title in CARD_PARTS.items()
        if name in inputs.model_fields_set
    ]
    parts.append(WrittenPart(DECISIONS, "inputs.relief.decisions", inputs.relief.decisions))
    if card.law:
        parts.append(WrittenPart(OWN_LAW, "law", card.law))
    return sections_of(parts, {one.path: one for one in found.numbers})


def axis_notes(card: Card, theatre: Theatre) -> Iterator[AxisNote]:
    """The axes with the places on them."""
    for axis, km in zip(card.inputs.axes, axis_km(theatre), strict=True):
        stops = tuple(AxisStop(stop.place, stop.km.middle()) for stop in axis.to)
        yield AxisNote(axis.name, axis.name, km, stops)


def happened(outcome: Outcome) -> Happened:
    """How the campaign ended."""
    return Happened(
        end=outcome.class_,
        duration_days=outcome.duration_days,
        collapse_day=outcome.collapse_day,
        capital_day=outcome.capital_day,
        relief_day=outcome.relief_day,
    )


def source_notes(card: Card) -> Iterator[SourceNote]:
    """The card's sources; the key is empty where the card gives none."""
    if isinstance(card.sources, dict):
        yield from (SourceNote(key, text) for key, text in card.sources.items())
    else:
        yield from (SourceNote("", text) for text in card.sources)
