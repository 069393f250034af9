"""`holdfast calibrate`: refresh the posterior sample of the law's constants."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli import options as o
from holdfast.cli import output


def calibrate(
    out: Annotated[
        Path | None, typer.Option(help="Folder for the sample (default: the installed catalogue).")
    ] = None,
    draws: Annotated[int, typer.Option(help="Draws in the last round.", min=10)] = 1200,
    plays: Annotated[int, typer.Option(help="Plays of a draw on a campaign.", min=10)] = 100,
    workers: o.Workers = 2,
) -> None:
    """Weigh the law's free constants by the campaigns of the calibration set (minutes).

    Example: holdfast calibrate --out my-posterior

    Nothing is tuned on any other campaign.
    """
    from importlib import resources

    from holdfast.catalog.cards import calibration_sources
    from holdfast.catalog.posterior import GIVEN
    from holdfast.scenario.card_source import load_cards
    from holdfast.study.calibrate import Effort
    from holdfast.study.calibrate import calibrate as weigh

    cards = load_cards(list(calibration_sources()))
    folder = out or Path(str(resources.files("holdfast.catalog"))) / "posterior"
    effort = Effort(last_draws=draws, last_plays=plays, workers=workers)
    for given in GIVEN:

        def told(name: str, done: int, total: int, given: str = given) -> None:
            if done % 10 == 0 or done == total:
                output.complain(f"{given}, {name}: {done} of {total} campaigns")

        weigh(cards, given, effort, told).save(folder, given)
        output.say(f"wrote {folder / given}.npz")
