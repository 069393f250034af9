"""What one can say of a campaign without simulating it: the forecasts to beat.

Three baselines, each fitted to the endings of other campaigns and answering with a daily
distribution (see `holdfast.analysis.scores`): the base rate knows nothing but how often and when
others collapsed; the duration fit smooths that with a curve; the outside view adds national
capabilities and whether the defender was cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit, ndtr

from holdfast.analysis.scores import CDF_DAYS, HORIZON_DAYS, Daily, Ending

JEFFREYS = 0.5
"""Campaigns added on each side of a share (Jeffreys 1946: the prior Beta(1/2, 1/2))."""

LN_DAYS_PRIOR = (float(np.log(30.0)), 2.0)
"""Mean and sd of the mean ln day of collapse: a month, times or through seven. grade: judgement."""

LN_SPREAD_PRIOR = (0.0, 1.0)
"""Mean and sd of the ln of the sd of ln days: 1, times or through e. grade: judgement."""

CAPABILITY_PRIOR = (0.3, 0.5)
"""Mean and sd of b, ln odds of collapse per unit of ln CINC ratio. grade: judgement.

At .3 a tenfold superiority doubles the odds of collapse (10 ** .3 = 2); one sd lower there is a
slight effect the other way (Pyrrhic giants), one sd higher it multiplies them by six.
"""

ISOLATED_PRIOR = (0.0, 1.0)
"""Mean and sd of c: the cut off fall surely but slowly, so the sign is open. grade: judgement."""

FIRST_DAY_PRIOR = (-3.5, 1.5)
"""Mean and sd of a(1), ln odds of collapse on day 1: one in 33, or .7 to 12 %. grade: judgement."""

STEEPNESS_PRIOR = (float(np.log(0.6)), 0.7)
"""Mean and sd of the ln of da / d ln t between grid days. grade: judgement.

A log-logistic law of shape .6: from one in 33 on day 1 to an even chance at the end of a year.
"""

CERTAIN = 40.0
"""ln odds that stand for certainty: 1 - expit(40) is below the last digit of a float."""

SMALLEST = 1e-300
"""The least probability whose logarithm is taken; a guard, not a judgement."""

_LN_GRID = np.log(np.asarray(CDF_DAYS, dtype=np.float64))
_LN_STEPS = np.diff(_LN_GRID)
_LN_DAILY = np.log(np.arange(1.0, HORIZON_DAYS + 1))
_DAILY_FROM_GRID = np.stack(
    [np.interp(_LN_DAILY, _LN_GRID, unit) for unit in np.eye(len(CDF_DAYS))], axis=1
)

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Covariates:
    """What the outside view looks at, as known before day 1.

    Attributes
    ----------
    ln_cinc_ratio : float | None
        ln of attacker's over defender's share of the world's national capabilities in the year
        before (Correlates of War, National Material Capabilities 7.0); None where not known.
    isolated : bool
        Whether the defender was besieged or blockaded from the start.
    """

    ln_cinc_ratio: float | None
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class DurationFit:
    """A lognormal day of collapse for a share of campaigns, never for the rest.

    Attributes
    ----------
    collapse_share : float
        pi, the share that collapses some day.
    mean_ln_days, sd_ln_days : float
        Mean and standard deviation of ln day among those  [ln days].
    """

    collapse_share: float
    mean_ln_days: float
    sd_ln_days: float

    def cdf(self) -> Daily:
        """Give F(t) = pi Phi((ln t - mean) / sd), for t = 1 … 365.

        Examples
        --------
        >>> round(float(DurationFit(0.6, np.log(30.0), 1.0).cdf()[29]), 3)
        0.3
        """
        z = (_LN_DAILY - self.mean_ln_days) / self.sd_ln_days
        return np.asarray(self.collapse_share * ndtr(z), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class OutsideForecast:
    """An outside view of one campaign.

    Attributes
    ----------
    cdf : float[day]  [probability]
        Probability of collapse by each day.
    capability_unknown : bool
        True if no CINC ratio was given, and the mean of the fitted campaigns was taken.
    """

    cdf: Daily
    capability_unknown: bool


@dataclass(frozen=True, slots=True)
class OutsideView:
    """P(collapsed by t) = logistic(a(t) + b (x - mean x) + c isolated), x the ln CINC ratio.

    Attributes
    ----------
    levels : tuple[float, ...]
        a on CDF_DAYS  [ln odds]; it never falls.
    per_ln_ratio : float
        b  [ln odds per ln ratio].
    if_isolated : float
        c  [ln odds].
    mean_ln_ratio : float
        Mean of x over the campaigns of the fit in which it is known.
    campaigns : int
        How many campaigns it was fitted to.
    """

    levels: tuple[float, ...]
    per_ln_ratio: float
    if_isolated: float
    mean_ln_ratio: float
    campaigns: int

    def predict(self, ln_cinc_ratio: float | None, isolated: bool) -> OutsideForecast:
        """Answer for one campaign; between grid days a(t) is linear in ln t.

        Without a ratio the term in b is dropped, as if the ratio were the mean of the fitted
        campaigns, and the answer says so.

        Examples
        --------
        Even odds throughout, and an attacker e times stronger than the mean one, with b = 1:

        >>> view = OutsideView((0.0,) * 16, 1.0, 0.0, 2.0, 40)
        >>> round(float(view.predict(3.0, False).cdf[59]), 3)
        0.731
        >>> view.predict(None, False).capability_unknown
        True
        """
        unknown = ln_cinc_ratio is None
        centred = 0.0 if ln_cinc_ratio is None else ln_cinc_ratio - self.mean_ln_ratio
        shift = self.per_ln_ratio * centred + self.if_isolated * isolated
        odds = _DAILY_FROM_GRID @ np.asarray(self.levels) + shift
        return OutsideForecast(np.asarray(expit(odds), dtype=np.float64), unknown)


def leave_one_out(
    fit_predict: Callable[[Sequence[tuple[Question, Ending]], Question], Answer],
    items: Sequence[tuple[Question, Ending]],
) -> tuple[Answer, ...]:
    """Answer each question from the other campaigns alone.

    Parameters
    ----------
    fit_predict : callable
        Takes the other campaigns, each a question with its ending, and the question to answer.
        The ending of that one is never handed over: nothing may read it before it has answered.
    items : sequence of (question, Ending)
        The campaigns.

    Examples
    --------
    >>> past = [("a", Ending(5.0)), ("b", Ending(None)), ("c", Ending(None))]
    >>> leave_one_out(lambda others, _: sum(e.collapse_day is not None for _, e in others), past)
    (0, 1, 1)
    """
    return tuple(
        fit_predict([*items[:index], *items[index + 1 :]], question)
        for index, (question, _) in enumerate(items)
    )


def base_rate(endings: Sequence[Ending]) -> Daily:
    """Give the share of other campaigns that had collapsed by each day.

    F(t) = (n (1 - S(t)) + 1/2) / (n + 1), where S is the product over days u <= t of
    1 - d_u / r_u (Kaplan and Meier 1958), d_u campaigns collapse on day u out of r_u not yet
    collapsed whose state on that day is known. A campaign that ended in another way stays among
    the r_u to the horizon: it can no longer collapse. Without censoring 1 - S is the plain share.

    Examples
    --------
    One of three collapsed, on day 5: (1 + 1/2) / (3 + 1).

    >>> share = base_rate([Ending(5.0), Ending(None), Ending(None)])
    >>> share[3:6].round(3).tolist()
    [0.125, 0.375, 0.375]

    Raises
    ------
    ValueError
        If there is no other campaign.
    """
    n = len(endings)
    if n == 0:
        raise ValueError("a base rate needs at least one other campaign")
    days = np.arange(1, HORIZON_DAYS + 1)
    fell = np.array([_whole_day(e) for e in endings], dtype=np.float64).reshape(n, 1)
    held = np.array([_last_day_held(e) for e in endings], dtype=np.float64).reshape(n, 1)
    last = np.where(np.isfinite(fell), fell, held)
    falling = np.sum(fell == days, axis=0)
    at_risk = np.sum(last >= days, axis=0)
    still = np.cumprod(1.0 - falling / np.maximum(at_risk, 1))
    return np.asarray((n * (1.0 - still) + JEFFREYS) / (n + 2 * JEFFREYS), dtype=np.float64)


def _whole_day(ending: Ending) -> float:
    """Give the day in whose course the collapse came; infinity for none within the horizon."""
    day = ending.collapse_day
    return np.inf if day is None or day > HORIZON_DAYS else float(np.ceil(day))


def _last_day_held(ending: Ending) -> int:
    """Give the last day without collapse of a campaign that was not seen to collapse."""
    known = HORIZON_DAYS if ending.collapse_day is not None else ending.known_until
    return int(min(known, HORIZON_DAYS))


def duration_fit(endings: Sequence[Ending]) -> Daily:
    """Give the lognormal-with-cure distribution fitted to other campaigns.

    Examples
    --------
    A share of (10 + 1/2) / (20 + 1) collapses, half of it by day 30:

    >>> days = [15.0, 60.0] * 5
    >>> curve = duration_fit([Ending(day) for day in days] + [Ending(None)] * 10)
    >>> round(float(curve[29]), 3)
    0.25
    """
    return fit_duration(endings).cdf()


def fit_duration(endings: Sequence[Ending]) -> DurationFit:
    """Fit a lognormal with a cured share by penalised likelihood (Boag 1949).

    Likelihood: pi f(t) for a collapse on day t, 1 - pi for a campaign that ended in another
    way, 1 - pi F(c) for one still going on at day c; f normal in ln t. Penalties: half a campaign
    on each side for pi (its estimate without censoring is the Jeffreys share
    (k + 1/2) / (n + 1)), LN_DAYS_PRIOR and LN_SPREAD_PRIOR, felt only with very few collapses.

    Examples
    --------
    >>> fit = fit_duration([Ending(None)] * 9)
    >>> round(fit.collapse_share, 3), round(np.exp(fit.mean_ln_days))
    (0.05, 30)
    """
    fallen = np.log([e.collapse_day for e in endings if e.collapse_day is not None])
    going_on = np.log([e.known_until for e in endings if e.is_censored])
    over = len(endings) - len(fallen) - len(going_on)

    def loss(at: Daily) -> float:
        return _duration_loss(at, fallen, going_on, over)

    start = np.array([0.0, LN_DAYS_PRIOR[0], LN_SPREAD_PRIOR[0]])
    if len(fallen):
        start[1] = fallen.mean()
    found = minimize(loss, start, method="L-BFGS-B", bounds=[(-9, 9), (-3, 9), (-4, 4)]).x
    return DurationFit(float(expit(found[0])), float(found[1]), float(np.exp(found[2])))


def _duration_loss(at: Daily, fallen: Daily, going_on: Daily, over: int) -> float:
    """Give minus the penalised ln likelihood at (logit pi, mean, ln sd), up to a constant."""
    logit, mean, ln_sd = at
    z = (fallen - mean) / np.exp(ln_sd)
    ln_share, ln_rest = log_expit(logit), log_expit(-logit)
    collapsed = len(fallen) * (ln_share - ln_sd) - 0.5 * np.sum(z**2)
    reached = ndtr((going_on - mean) / np.exp(ln_sd))
    censored = np.sum(np.log1p(-expit(logit) * reached))
    prior = JEFFREYS * (ln_share + ln_rest)
    prior -= _bend(mean, LN_DAYS_PRIOR) + _bend(ln_sd, LN_SPREAD_PRIOR)
    return float(-(collapsed + over * ln_rest + censored + prior))


def _bend(value: float, prior: tuple[float, float]) -> float:
    """Give the penalty of a value under a normal prior."""
    return 0.5 * ((value - prior[0]) / prior[1]) ** 2


@dataclass(frozen=True, slots=True)
class _Bracket:
    """Between which two days each collapse came, as weights on the levels of the grid.

    `after` and `by` are float[campaign, grid]; `from_start` marks collapses within the first
    day, `open_ended` campaigns of which it is known only that they had not collapsed by then.
    """

    after: Daily
    by: Daily
    from_start: NDArray[np.bool_]
    open_ended: NDArray[np.bool_]


def _bracket(endings: Sequence[Ending]) -> _Bracket:
    """Set each ending between grid days; a day of censoring is interpolated in ln t."""
    fell = np.array([_whole_day(e) for e in endings])
    held = np.array([_last_day_held(e) for e in endings])
    unseen = ~np.isfinite(fell)
    upper = np.searchsorted(np.asarray(CDF_DAYS), np.where(unseen, 1, fell))
    lower = np.maximum(upper - 1, 0)
    grid = np.eye(len(CDF_DAYS))
    after = np.where(unseen[:, None], _DAILY_FROM_GRID[held - 1], grid[lower])
    return _Bracket(after, grid[upper], ~unseen & (upper == 0), unseen)


def fit_outside_view(endings: Sequence[Ending], covariates: Sequence[Covariates]) -> OutsideView:
    """Fit the outside view to other campaigns: proportional odds with weak priors.

    P(collapsed by t) = logistic(a(t) + b (x - mean x) + c isolated); a(1) is free and each step
    of a between the days of the grid is exp(.) > 0, so that a rises. The likelihood of a collapse
    between two grid days is the difference of the two probabilities, of a campaign that was not
    seen to collapse one minus the last (McCullagh 1980, for interval-censored days). The priors
    are named at the head of this module; the estimate is the mode.

    Parameters
    ----------
    endings, covariates : sequences of the same length
        The other campaigns. One without a ratio enters with x at the mean.

    Raises
    ------
    ValueError
        If the two differ in length.

    Examples
    --------
    Without any campaign the fit is the prior: one in 34 on day 1.

    >>> view = fit_outside_view([], [])
    >>> round(float(view.predict(None, False).cdf[0]), 3), round(view.per_ln_ratio, 2)
    (0.029, 0.3)
    """
    if len(endings) != len(covariates):
        raise ValueError(f"{len(endings)} endings for {len(covariates)} sets of covariates")
    known = [c.ln_cinc_ratio for c in covariates if c.ln_cinc_ratio is not None]
    mean = float(np.mean(known)) if known else 0.0
    traits = np.array(
        [
            [0.0 if c.ln_cinc_ratio is None else c.ln_cinc_ratio - mean, float(c.isolated)]
            for c in covariates
        ]
    ).reshape(len(covariates), 2)
    bracket = _bracket(endings) if endings else None
    centre, spread = _outside_priors()

    def loss(at: Daily) -> tuple[float, Daily]:
        off = (at - centre) / spread
        fit, slope = (0.0, np.zeros_like(at)) if bracket is None else _surprise(at, bracket, traits)
        return fit + 0.5 * float(off @ off), slope + off / spread

    found = np.asarray(minimize(loss, centre, jac=True, method="L-BFGS-B").x)
    return OutsideView(
        levels=tuple(float(level) for level in _levels(found)),
        per_ln_ratio=float(found[-2]),
        if_isolated=float(found[-1]),
        mean_ln_ratio=mean,
        campaigns=len(endings),
    )


def _outside_priors() -> tuple[Daily, Daily]:
    """List means and sds of a(1), ln steepness on each step, b and c."""
    steps = [STEEPNESS_PRIOR] * len(_LN_STEPS)
    table = np.array([FIRST_DAY_PRIOR, *steps, CAPABILITY_PRIOR, ISOLATED_PRIOR])
    return table[:, 0], table[:, 1]


def _levels(at: Daily) -> Daily:
    """Build a on the grid: a(1), then a rise of exp(ln steepness) times the step in ln t."""
    return np.cumsum(np.concatenate([at[:1], np.exp(at[1:-2]) * _LN_STEPS]))


def _surprise(at: Daily, bracket: _Bracket, traits: Daily) -> tuple[float, Daily]:
    """Give minus the ln likelihood, and its slope in every parameter."""
    levels = _levels(at)
    shift = traits @ at[-2:]
    after = np.where(bracket.from_start, -CERTAIN, bracket.after @ levels + shift)
    by = np.where(bracket.open_ended, CERTAIN, bracket.by @ levels + shift)
    between = np.where(bracket.open_ended, expit(-after), expit(by) - expit(after))
    chance = np.maximum(between, SMALLEST)
    pull_after = np.where(bracket.from_start, 0.0, expit(after) * expit(-after) / chance)
    pull_by = np.where(bracket.open_ended, 0.0, -expit(by) * expit(-by) / chance)
    on_levels = bracket.after.T @ pull_after + bracket.by.T @ pull_by
    onwards = np.cumsum(on_levels[::-1])[::-1]
    on_steps = np.exp(at[1:-2]) * _LN_STEPS * onwards[1:]
    on_traits = traits.T @ (pull_after + pull_by)
    slope = np.concatenate([onwards[:1], on_steps, on_traits])
    return float(-np.sum(np.log(chance))), slope
