"""Which judgements move the answer most, and how many numbers are judgements at all."""

from __future__ import annotations

from holdfast.analysis.answer import Answer
from holdfast.analysis.column import Column
from holdfast.analysis.judged import label_of, labels_of_inputs
from holdfast.analysis.judgements import Judgements
from holdfast.analysis.table import Table
from holdfast.experiment.inputs import InputCoverage

GRADES = {
    "A": "documents",
    "B": "scholarship",
    "C": "secondary works",
    "D": "judgement",
    "ungraded": "without a grade",
}
"""What each grade says of a number."""


def grades_table(found: InputCoverage) -> Table | None:
    """How many numbers rest on documents, scholarship, secondary works, judgement."""
    rows = tuple(
        (grade, said, found.by_grade[grade])
        for grade, said in GRADES.items()
        if found.by_grade.get(grade)
    )
    columns = (
        Column("grade", "Grade"),
        Column("rests_on", "Rests on"),
        Column("numbers", "numbers", "count"),
    )
    return Table("grades", "What the numbers rest on", columns, rows) if rows else None


def judgements_table(answer: Answer) -> Table | None:
    """The judgements that move the answer most, those of noise marked; None without any."""
    found = answer.judgements
    if found is None:
        return None
    labels = labels_of_inputs(answer.dossier)
    rows = tuple(
        (
            one.name,
            label_of(one.name, labels),
            max(one.share, 0.0),
            round(one.rank, 2),
            "yes" if one.share > found.floor else "no",
        )
        for one in found.movers
    )
    columns = (
        Column("path", "Path", meaning="where it stands, as --set writes it", quiet=True),
        Column("input", "Judgement", meaning="a number whose evidence has grade D"),
        Column("share", "explains", "share",
               meaning="of what differs between futures about standing, the share that goes with "
               "this number alone"),
        Column("rank", "more of it", "number",
               meaning="rank correlation with standing: above 0, more of it means more standing"),
        Column("above_noise", "above noise",
               meaning="whether shuffled futures hardly ever give as much"),
    )  # fmt: skip
    return Table("judgements", "The judgements that move it most", columns, rows, note_of(found))


def note_of(found: Judgements) -> str:
    """How the table is to be read."""
    return (
        "A first cut, from the stored futures: one number at a time, so that what acts only "
        f"together with others is not seen. Shuffled futures reach {100 * found.floor:.1f} %: what "
        f"lies below that may be noise. {found.looked_at:,} judgements differ between the "
        f"{found.futures:,} futures."
    )
