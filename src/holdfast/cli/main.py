"""The commands: `holdfast --help`. Each lives in its own file and imports what it needs late."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from holdfast.cli import output
from holdfast.cli.calibrate import calibrate
from holdfast.cli.catalog import catalog
from holdfast.cli.check import check
from holdfast.cli.compare import compare
from holdfast.cli.day import day
from holdfast.cli.export import export
from holdfast.cli.hindcast import hindcast
from holdfast.cli.new import new
from holdfast.cli.pact import pact
from holdfast.cli.plan import plan
from holdfast.cli.reach import reach
from holdfast.cli.report import report
from holdfast.cli.run import run
from holdfast.errors import HoldfastError, printable

WRONG_USE = 2


class Commands(TyperGroup):
    """The commands; a word that none of them knows is shown without orders to the terminal."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            # the class of a wrong use has moved between versions of typer; its message has not
            if not isinstance(error, HoldfastError) and isinstance(
                said := getattr(error, "message", None), str
            ):
                error.message = printable(said)  # type: ignore[attr-defined]
            raise


app = typer.Typer(
    name="holdfast",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=(
        "Does a threatened state hold until help comes?\n\n"
        "Write the situation down with a source for every number, run very many futures, learn "
        "what decides it. It explores; it does not predict: on campaigns kept apart, numbers of "
        "men foretold little.\n\n"
        "Start with: [bold]holdfast run czechoslovakia-1936[/bold], the question that this program "
        "was written for: crisis, promises, campaign. [bold]czechoslovakia-1938[/bold] is the same "
        "war as a card on one page, without the crisis; "
        "docs/explanation/the-two-1938s.md says why the two differ."
    ),
)


def show_version(wanted: bool) -> None:
    """Print the version and nothing else."""
    if wanted:
        output.say(f"holdfast {metadata.version('holdfast')}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=show_version, is_eager=True),
    ] = False,
) -> None:
    """Options before any command."""


for command in (
    run,
    compare,
    plan,
    report,
    export,
    pact,
    reach,
    hindcast,
    check,
    catalog,
    new,
    day,
    calibrate,
):
    app.command(no_args_is_help=False)(command)


def main() -> None:
    """Run the program; a mistake, or a disk that takes no more, is told and exits with 2."""
    output.prepare_streams()
    try:
        try:
            app()
        except HoldfastError as error:
            output.complain(error)
            sys.exit(WRONG_USE)
        finally:
            output.flush()
    except OSError as error:
        output.say_lost(error)
        sys.exit(WRONG_USE)


if __name__ == "__main__":
    main()
