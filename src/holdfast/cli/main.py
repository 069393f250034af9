"""The commands: `holdfast --help`. Each lives in its own file and imports what it needs late."""

from __future__ import annotations

import sys

import typer

from holdfast.cli.calibrate import calibrate
from holdfast.cli.catalog import catalog
from holdfast.cli.check import check
from holdfast.cli.compare import compare
from holdfast.cli.day import day
from holdfast.cli.hindcast import hindcast
from holdfast.cli.new import new
from holdfast.cli.pact import pact
from holdfast.cli.report import report
from holdfast.cli.run import run
from holdfast.errors import HoldfastError

WRONG_USE = 2

app = typer.Typer(
    name="holdfast",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=(
        "Does a threatened state hold until help comes?\n\n"
        "Write the situation down with a source for every number, run very many futures, learn "
        "what decides it. It explores; it does not predict: on campaigns kept apart, numbers of "
        "men foretold little.\n\n"
        "Start with: [bold]holdfast run czechoslovakia-1938[/bold]"
    ),
)

for command in (run, compare, report, pact, hindcast, check, catalog, new, day, calibrate):
    app.command(no_args_is_help=False)(command)


def main() -> None:
    """Run the program; a user's mistake is told in words and exits with 2."""
    try:
        app()
    except HoldfastError as error:
        print(error, file=sys.stderr)
        sys.exit(WRONG_USE)


if __name__ == "__main__":
    main()
