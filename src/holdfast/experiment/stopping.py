"""Stop a run when it is asked to: blocks under way end, what is done is kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)

BY_SIGNAL = 128
"""Added to the number of the signal that ended it, in the exit code of a program."""


@dataclass
class StopAsked:
    """Whether a run was asked to stop, and by which signal."""

    signal: int | None = None

    def __bool__(self) -> bool:
        return self.signal is not None

    def ask(self, number: int, frame: FrameType | None) -> None:
        """Note a signal; the second one ends the program at once, as it would without us."""
        if self.signal is not None:
            raise KeyboardInterrupt
        self.signal = number


@contextmanager
def stoppable() -> Iterator[StopAsked]:
    """Note Ctrl-C and SIGTERM instead of dying of them; only the main thread of a program can."""
    stop = StopAsked()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.ask) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
