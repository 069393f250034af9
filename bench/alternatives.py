"""Leave-one-out scores of the law and of each structural alternative, on the calibration set.

    python bench/alternatives.py [--draws 600] [--plays 60]

Each is calibrated anew by the product's own calibration (real schedule, --given arrivals) and
scored on every card by what was learned from the others. They are no evidence of skill (the cards
were written by people who knew the endings): they compare laws with each other and with the
prototype's .716 / .230 (CRPS of ln collapse day / Brier at 60 days, real schedule, no aims).
"""

from __future__ import annotations

import argparse
import sys
import time

from holdfast.analysis.scores import scorecard
from holdfast.catalog.cards import calibration_sources
from holdfast.scenario.card_source import load_cards
from holdfast.schema.quantity import fixed
from holdfast.study.calibrate import Effort, calibrate
from holdfast.study.hindcast import known_ending

ALTERNATIVES = {
    "default": {},
    "aims drawn from the card's odds": {"aims_drawn": 1},
    "the attacker's prospect": {"attacker_prospect": 1},
    "tempo of small theatres": {"small_theatre_tempo": 0.5},
}


def main() -> None:
    """Calibrate and score each alternative; print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=600)
    parser.add_argument("--plays", type=int, default=60)
    asked = parser.parse_args()
    cards = load_cards(list(calibration_sources()))
    endings = [known_ending(card) for card in cards]
    effort = Effort(last_draws=asked.draws, last_plays=asked.plays)
    print(f"{len(cards)} cards, {asked.draws} draws, {asked.plays} plays")
    print(f"{'alternative':34s} {'CRPS':>12s} {'Brier 60':>12s} {'seconds':>8s}")
    for name, changes in ALTERNATIVES.items():
        law = {key: fixed(value) for key, value in changes.items()}
        changed = [card.model_copy(update={"law": {**card.law, **law}}) for card in cards]
        began = time.perf_counter()
        made = calibrate(changed, "arrivals", effort)
        scores = scorecard(list(made.left_out_cdfs), endings)
        error = scores.standard_error
        crps = f"{scores.crps_log_days:.3f} ±{error.crps_log_days:.3f}"
        brier = f"{scores.brier_60:.3f} ±{error.brier_60:.3f}"
        print(f"{name:34s} {crps:>12s} {brier:>12s} {time.perf_counter() - began:8.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
