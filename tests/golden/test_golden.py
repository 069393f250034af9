"""Three campaigns, day by day, as they were: a change of the kernel shows itself here.

`make golden` refreshes the files; the changelog says why a number moved.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from cards import flat_posterior
from holdfast.catalog.cards import card_source
from holdfast.experiment.replay import replay
from holdfast.scenario.card_source import load_card
from holdfast.scenario.compile.card import compile_card

FOLDER = Path(__file__).parent
CAMPAIGNS = {"poland-1939": (1, 0, 0), "port-arthur-1904": (1, 3, 1), "korea-1950": (7, 1, 0)}
"""card: (seed, future, replication)"""

TOLERANCE = 1e-9


def played(card_id):
    theatre = compile_card(load_card(card_source(card_id)), flat_posterior())
    seed, future, replication = CAMPAIGNS[card_id]
    told = replay(theatre, seed, future, replication)
    return json.loads(json.dumps(told.to_dict()))


@pytest.mark.parametrize("card_id", CAMPAIGNS)
def test_a_campaign_is_as_it_was(card_id, request):
    path = FOLDER / f"{card_id}.json"
    now = played(card_id)
    if request.config.getoption("--refresh"):
        path.write_text(json.dumps(now, indent=1) + "\n")
    then = json.loads(path.read_text())
    assert now["axes"] == then["axes"]
    assert (now["end"], now["end_day"]) == (then["end"], then["end_day"])
    for measure, values in then["days"].items():
        np.testing.assert_allclose(now["days"][measure], values, rtol=TOLERANCE, atol=TOLERANCE)
