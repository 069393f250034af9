"""What lies beside a scenario and is no part of it: outlines for the map, the text taken apart."""

from __future__ import annotations

from typing import TypeAlias, cast

from holdfast.errors import ScenarioError
from holdfast.experiment.dossier import StandsFor, StatementLine, TextNotes
from holdfast.scenario.scenario_source import ScenarioSource
from holdfast.schema.statements import Statement, Statements
from holdfast.schema.validate import validate
from holdfast.text.files import read_text
from holdfast.text.nodes import plain
from holdfast.text.yaml import parse

OUTLINES, STATEMENTS = "outlines.yaml", "statements.yaml"

Outlines: TypeAlias = dict[str, list[list[float]]]
"""Rings of [longitude, latitude] by power."""


def text_of(source: ScenarioSource, name: str) -> str | None:
    """The text of a file beside the scenario; None where there is none."""
    path = source.folder / name
    return read_text(path, name) if path.is_file() else None


def outlines_of(source: ScenarioSource) -> Outlines:
    """The outlines of states; empty where nobody drew any."""
    text = text_of(source, OUTLINES)
    return cast("Outlines", plain(parse(text, OUTLINES)[0])) if text else {}


def text_notes(source: ScenarioSource) -> TextNotes | None:
    """The text taken apart, if somebody did.

    Raises
    ------
    ScenarioError
        with every fault of it.
    """
    text = text_of(source, STATEMENTS)
    if text is None:
        return None
    found, faults = validate(Statements, parse(text, STATEMENTS)[0])
    if found is None:
        raise ScenarioError(faults)
    lines = tuple(statement_line(one) for one in found.statements)
    return TextNotes(found.title, found.note, lines)


def statement_line(one: Statement) -> StatementLine:
    """One statement with what answers to it."""
    return StatementLine(
        part=one.part,
        where=one.where,
        speaker=one.speaker,
        modality=one.modality,
        says=one.says,
        reported_by=one.reported_by,
        quote=one.quote,
        to=tuple(StandsFor(target.kind, target.path) for target in one.to),
        no_mechanism=one.no_mechanism,
    )
