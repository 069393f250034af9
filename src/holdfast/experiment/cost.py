"""What a run of some size takes, said before it begins rather than found out."""

from __future__ import annotations

from holdfast.errors import UsageError

BLOCK_FUTURES = 500
"""Futures in a block: small enough for progress, large enough to cost nothing."""

BLOCK_CAMPAIGNS = 20_000
"""Campaigns in a block at most, so that its memory does not grow with the replications: 500 futures
hold 40 replications each, and beyond that a block has fewer futures. grade: judgement"""

LARGEST_RUN = 50_000_000
"""Campaigns of a date of attack at most: the answer reads them together. grade: judgement"""

NOTABLE_RUN = 1_000_000
"""Campaigns from which on the cost is worth a line. grade: judgement"""

CAMPAIGNS_A_SECOND = 2_000
"""On one thread. The template card plays 4,700 for each second of a core; scenarios are slower.
grade: judgement"""

BLOCK_BYTES = 6_000
"""Memory of a campaign while its block is played: 22 numbers a helper in both worlds, and 3,400
bytes of tables as measured on the template card, rounded up for its few helpers."""

ANSWER_BYTES = 500
"""Memory of a campaign while the answer is worked out. Measured: 380 on the template card."""

DISK_BYTES = 150
"""Of a campaign in the run folder, packed. Measured: 146 on the template card."""


def block_of(wanted: int, replications: int) -> int:
    """Futures in a block: as many as wanted, or as its memory allows.

    >>> block_of(500, 4), block_of(500, 100)
    (500, 200)
    """
    return max(1, min(wanted, BLOCK_CAMPAIGNS // replications))


def cost(campaigns: int, workers: int) -> str:
    """Time, memory and disk of so many campaigns of one date of attack.

    >>> cost(1_000_000, 2)
    'about 4 minutes on 2 threads, 0.5 GB of memory and 0.1 GB of disk'
    """
    time = _time(campaigns / (CAMPAIGNS_A_SECOND * workers))
    memory, disk = campaigns * ANSWER_BYTES, campaigns * DISK_BYTES
    threads = "1 thread" if workers == 1 else f"{workers} threads"
    return f"about {time} on {threads}, {_size(memory)} of memory and {_size(disk)} of disk"


def refuse_too_large(futures: int, replications: int, workers: int) -> None:
    """UsageError for a run that no machine here plays, with what it would take."""
    if replications > BLOCK_CAMPAIGNS:
        raise UsageError(
            f"--replications {replications:,} is too large: those of a future are played together, "
            f"in {_size(replications * BLOCK_BYTES)} of memory a thread\n"
            f"    ask for at most {BLOCK_CAMPAIGNS:,}, and for more futures: they tell more"
        )
    campaigns = futures * replications
    if campaigns > LARGEST_RUN:
        raise UsageError(
            f"{futures:,} futures x {replications:,} replications are too many: for each date of "
            f"attack they take {cost(campaigns, workers)}\n"
            f"    ask for at most {LARGEST_RUN:,} campaigns: 10,000 futures already bring the "
            "standard error of a chance down to half a point"
        )


def worth_a_line(futures: int, replications: int, workers: int, dates: int) -> str | None:
    """What a large run takes, in a line; None for one that is over soon."""
    campaigns = futures * replications * dates
    if campaigns < NOTABLE_RUN:
        return None
    return f"{campaigns:,} campaigns: {cost(campaigns, workers)}"


def _time(seconds: float) -> str:
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:,.0f} {unit}"
    return f"{max(1.0, seconds):,.0f} seconds"


def _size(bytes_: float) -> str:
    return f"{bytes_ / 1e9:,.1f} GB" if bytes_ < 1e11 else f"{bytes_ / 1e9:,.0f} GB"
