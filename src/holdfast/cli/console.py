"""The console on which tables are drawn: nothing in a cell can give the terminal an order."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from holdfast.errors import printable


class SafeConsole(Console):
    """Rich's console, which writes control characters of a text as escapes."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The pieces of what is drawn; rich's own orders, such as colours, are no text of ours."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=printable(segment.text))
