"""A second front that opens early is paid later; a breakthrough does not outlive contact."""

from cards import flat_posterior, template_source, with_changes
from holdfast.experiment.replay import replay
from holdfast.kernel import arrivals, contact
from holdfast.kernel import layout as at
from holdfast.kernel.campaign import blank_state
from holdfast.scenario.card_source import load_card
from holdfast.scenario.compile.card import compile_card


def theatre(*settings):
    card = load_card(with_changes(template_source(), [], settings))
    return compile_card(card, flat_posterior())


def test_attackers_who_are_not_here_yet_are_owed_to_the_second_front():
    made = theatre()
    state = blank_state(made.theatre)
    state[at.OWED, 0, 0] = 50_000.0
    arrivals.draw_away(made.theatre, state)
    assert state[at.DRAWN_AWAY, 0, 0] == 0
    state[at.MEN, 0, at.ATTACKER] = 30_000.0
    arrivals.draw_away(made.theatre, state)
    assert state[at.DRAWN_AWAY, 0, 0] == 30_000
    assert state[at.OWED, 0, 0] == 20_000
    assert state[at.MEN, 0, at.ATTACKER] == 0


def test_an_earlier_second_front_draws_away_no_fewer_men():
    """Same draws; the front opens before the attacker's second wave, and after it."""
    wave = "inputs.attacker.forces=[[5, 300000, 400, 900, 500, null, plan]]"
    promise = (
        "inputs.relief.promises=[{{power: ALLY, act: second_front, needs: [ALLY.acts], "
        "day: {day}, men: 60000}}]"
    )
    sure = "inputs.relief.decisions.ALLY.acts.p=1"
    early = theatre(wave, sure, promise.format(day=2))
    late = theatre(wave, sure, promise.format(day=20))
    men = [replay(made, 1, 0, 0).days["attacker_men"] for made in (early, late)]
    assert men[0][5].sum() < men[1][5].sum()


def test_a_breakthrough_is_over_where_there_is_no_contact():
    made = theatre()
    state = blank_state(made.theatre)
    state[at.HUNGER, 0, 0] = 1.0
    state[at.BREAKTHROUGH_DAYS, :, 0] = 9.0
    state[at.MEN, :, at.ATTACKER] = 10_000.0
    state[at.FRONT, 0, 0] = made.theatre[at.LENGTH, 0, 0]
    contact.meet(made.theatre, made.law, state)
    assert state[at.BREAKTHROUGH_DAYS, 0, 0] == 0
