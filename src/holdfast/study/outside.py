"""What `holdfast hindcast` would say beside a run of a card: the outside view's middle day.

The outside view knows nothing of a card's forces. The campaigns that it is fitted on are read as
they are written, without typing them: a run should not wait for forty-one cards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.analysis.baselines import Covariates, fit_outside_view
from holdfast.analysis.scores import HORIZON_DAYS, Ending, quantile_day
from holdfast.catalog.contents import QUESTION_CARD, card_ids, card_text
from holdfast.experiment.dossier import OutsideCollapse
from holdfast.schema.card import Card
from holdfast.text.nodes import Node
from holdfast.text.walk import number, under
from holdfast.text.yaml import parse

SIDES = ("attacker", "defender")


@dataclass(frozen=True, slots=True)
class PastCampaign:
    """What the outside view looks at in a campaign of the past: its traits, and how it ended."""

    id: str
    traits: Covariates
    ending: Ending


def outside_collapse(card: Card) -> OutsideCollapse:
    """The day by which half of all defences like this one have collapsed, by the outside view."""
    others = [one for one in past_campaigns() if one.id != card.id]
    fit = fit_outside_view([one.ending for one in others], [one.traits for one in others])
    traits = covariates(card)
    seen = fit.predict(traits.ln_cinc_ratio, traits.isolated)
    return OutsideCollapse(quantile_day(seen.cdf, 0.5), len(others), seen.capability_unknown)


def covariates(card: Card) -> Covariates:
    """What the outside view knows of a card."""
    known = card.inputs.capability
    attacker, defender = (known.attacker.cinc, known.defender.cinc) if known else (None, None)
    return _traits(attacker, defender, card.inputs.isolation is not None)


def _traits(attacker: float | None, defender: float | None, isolated: bool) -> Covariates:
    if attacker is None or defender is None:
        return Covariates(None, isolated)
    return Covariates(math.log(attacker / defender), isolated)


def past_campaigns() -> Iterator[PastCampaign]:
    """The campaigns of the calibration set, as far as the outside view looks at them."""
    for card_id in card_ids():
        if card_id != QUESTION_CARD:
            (written,) = parse(card_text(card_id), f"{card_id}.yaml")
            yield PastCampaign(card_id, _written_traits(written), _written_ending(written))


def _written_traits(card: Node) -> Covariates:
    attacker, defender = (
        number(under(card, "inputs", "capability", side, "cinc")) for side in SIDES
    )
    return _traits(attacker, defender, under(card, "inputs", "isolation") is not None)


def _written_ending(card: Node) -> Ending:
    fell, last = (number(under(card, "outcome", key)) for key in ("collapse_day", "censored_day"))
    return Ending(fell, last or HORIZON_DAYS)
