"""`holdfast compare`: what a change of facts, plan, course or school changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from holdfast.cli import completing, output
from holdfast.cli import options as o

if TYPE_CHECKING:
    from holdfast.study.choices import Choices
    from holdfast.study.compare import Variation
    from holdfast.study.target import Target

ALL = "all"


def compare(
    scenario: o.Asked,
    what_ifs: Annotated[
        str | None,
        typer.Option(
            help="Names of what-ifs, with commas; all: every one that can be asked.",
            autocompletion=completing.what_ifs,
        ),
    ] = None,
    plans: Annotated[
        str | None,
        typer.Option(help="Names of plans, with commas.", autocompletion=completing.plans),
    ] = None,
    courses: Annotated[
        str | None,
        typer.Option(help="Names of courses, with commas.", autocompletion=completing.courses),
    ] = None,
    schools: Annotated[
        str | None,
        typer.Option(help="Names of schools, with commas.", autocompletion=completing.schools),
    ] = None,
    views: Annotated[
        bool,
        typer.Option("--views", help="Compare hindsight with what contemporaries believed."),
    ] = False,
    freeze_others: Annotated[
        bool,
        typer.Option(
            "--freeze-others",
            help="Hold the odds of other powers' decisions, and list what that reverses.",
        ),
    ] = False,
    course: o.Course = None,
    settings: o.Settings = None,
    reading: o.Reading = "listed",
    futures: o.Futures = 1000,
    replications: o.Replications = 4,
    seed: o.Seed = 1,
    workers: o.Workers = 2,
    out: o.Out = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Play changes and the base on the same draws; give the differences, and why they are.

    Example: holdfast compare czechoslovakia-1936 --course pincer-1938 --what-ifs no-works

    Example: holdfast compare two-rivers --what-ifs no-works,staff-talks --freeze-others

    Every what-if is compared where nothing is named. A scenario is compared for every date of
    attack apart. Its folder becomes a page with holdfast report.
    """
    from holdfast.experiment.simulate import Design
    from holdfast.study.choices import Choices
    from holdfast.study.compare import compare as ask
    from holdfast.study.kept import keep_comparison

    target = o.one_target(scenario)
    base = Choices(
        course=course, settings=tuple(settings or ()), reading=reading, freeze_others=freeze_others
    )
    known = target.what_ifs()
    changes = chosen(
        target, base, (what_ifs, plans, courses, schools, "contemporary" if views else None)
    )
    runs = (len(changes) + 1) * (2 if freeze_others else 1)
    with o.progress(quiet, "comparison", "runs") as tell:
        done = iter(range(runs))
        result = ask(
            target,
            changes,
            Design(futures, replications, seed, workers),
            out,
            lambda _: tell(next(done), runs),
            base,
        )
    titles = {name: one.title for name, one in known.items()}
    kept = keep_comparison(result, changes, titles, out)
    if json:
        missing = {name: one.missing for name, one in known.items() if one.missing is not None}
        o.print_json(result.to_dict() | {"cannot_be_asked": missing})
        return
    from holdfast.report.terminal.pages import comparison_page

    output.console().print(comparison_page(result, titles))
    output.say(f"next     holdfast report {kept}")


def chosen(target: Target, base: Choices, named: tuple[str | None, ...]) -> list[Variation]:
    """What is compared: everything that is named, or every what-if.

    named : what-ifs, plans, courses, schools, views, each as words with commas.

    Raises
    ------
    UsageError
        with the nearest name, if a what-if does not exist; if there is nothing to compare.
    """
    from holdfast.errors import UsageError
    from holdfast.study.compare import variations
    from holdfast.text.spelling import did_you_mean

    what_ifs, plans, courses, schools, views = (split(one) for one in named)
    known = target.what_ifs()
    if what_ifs == [ALL] or not any(named):
        what_ifs = [name for name, one in known.items() if one.missing is None]
    for name in what_ifs:
        if name not in known:
            raise UsageError(f'{target.id} has no what-if "{name}": {did_you_mean(name, known)}')
    changes = variations(
        base, what_ifs=what_ifs, plans=plans, courses=courses, schools=schools, views=views
    )
    if not changes:
        raise UsageError(f"{target.id} names no what-ifs: write some under what_ifs")
    return changes


def split(words: str | None) -> list[str]:
    """Words with commas between them."""
    return [word.strip() for word in words.split(",")] if words else []
