"""Money that may be drawn: spending lags the vote, until the threat rises and votes are overrun."""

from __future__ import annotations

import numpy as np

from holdfast.preparation.economy import Economy, Floats, Lag, Vote


def drawable(economy: Economy) -> Floats:
    """What may have been drawn of all votes of a purpose by the end of each month.

    Returns
    -------
    float[month, purpose, future]  [money], never falling with the month.
    """
    rows = {purpose: n for n, purpose in enumerate(economy.purposes)}
    total = np.zeros((economy.months, len(rows), economy.futures))
    for vote in economy.votes:
        total[:, rows[vote.purpose], :] += drawn(vote, economy)
    return total


def drawn(vote: Vote, economy: Economy) -> Floats:
    """What may have been drawn of a vote by the end of each month, float[month, future].

    Until the threat rises, S x L(t/T): S the sum, T its time, L the lag. From then on the time of
    the vote runs `haste` times as fast, and of what was not yet drawn so much more may be drawn
    that all comes to `overrun` x S:

        S x (L0 + (overrun - L0) x (L(time) - L0) / (1 - L0)),  L0 = L when the threat rose.

    >>> fast = Lag((0.0, 1.0), (0.0, 1.0), overrun=1.6, haste=2.0)
    >>> vote = Vote("arms", begins=0, ends=60, sum=1000.0)
    >>> by_month = drawn(vote, Economy(31, votes=(vote,), lag=fast, threat_rises=0))
    >>> round(float(by_month[29, 0])), round(float(by_month[14, 0]))
    (1600, 800)
    """
    lag = economy.lag
    ended = np.arange(economy.months)[:, None] + 1.0
    threat = max(economy.threat_rises, vote.begins)
    span = vote.ends - vote.begins
    calm = np.minimum(ended, threat) - vote.begins
    tense = np.maximum(ended - threat, 0.0) * lag.haste
    share = share_drawn(lag, (calm + tense) / span)
    before = share_drawn(lag, np.array((threat - vote.begins) / span))
    rest = np.where(before < 1.0, (share - before) / np.where(before < 1.0, 1.0 - before, 1.0), 0.0)
    overrun = before + (np.maximum(lag.overrun, before) - before) * rest
    drawn_share = np.where(ended > threat, overrun, share)
    return vote.sum * np.where(ended > vote.begins, drawn_share, 0.0) * np.ones(economy.futures)


def share_drawn(lag: Lag, time: Floats) -> Floats:
    """The share of a vote that may be drawn by a share of its time."""
    return np.interp(time, lag.times, lag.shares)
