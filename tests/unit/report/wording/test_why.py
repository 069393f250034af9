"""Why a change changes anything, and where help is lost, each in a sentence."""

import pytest

from holdfast.analysis.attribution import PARTS, Attribution
from holdfast.analysis.funnel import funnel
from holdfast.analysis.paired import Difference
from holdfast.analysis.reasons import reason_in_words
from holdfast.experiment import reached as steps
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, OUTCOMES
from holdfast.experiment.reached import Reached
from holdfast.report.wording.why import funnel_sentence, split_sentence


def made(*points, seen=True):
    """A split in percentage points; each is certain to a point, or to ten."""
    reach = 0.001 if seen else 0.1
    ds = [point / 100 for point in points]
    whole = Difference(sum(ds), sum(ds) - reach, sum(ds) + reach)
    parts = [Difference(d, d - reach, d + reach) if d else Difference(0.0, 0.0, 0.0) for d in ds]
    return Attribution(whole, dict(zip(PARTS, parts, strict=True)))


@pytest.mark.parametrize(
    ("split", "said"),
    [
        (made(15, 0.5, 0, 0.3), "rises by 15.8 points, nearly all of it because no attack comes."),
        (made(-6, -5, 0, 0), "falls by 11.0 points, about half of it because an attack comes that "
         "had not come; −5.0 because the defender yields."),
        (made(0, 0, 8, -3), "rises by 5.0 points, all of it and more because the defence does "
         "better on the battlefield, help or no help; against it −3.0 because help does less."),
        (made(6, 6, 0, -7), "rises by 5.0 points, though −7.0 because help does less."),
        (made(1, 0, 0, 1, seen=False),
         "no difference is seen in how often it stands, nor in any part of it."),
    ],
)  # fmt: skip
def test_a_split_is_said_by_its_largest_part_and_what_goes_with_it(split, said):
    assert split_sentence(split).endswith(said)


def test_parts_that_cancel_are_told_though_the_whole_is_not_seen():
    one = made(4, -4, 0, 0)
    assert split_sentence(one) == (
        "no difference is seen in how often it stands, but in parts of it: +4.0 because no attack "
        "comes, −4.0 because the defender yields."
    )


def test_a_helper_who_never_acts_and_one_who_is_never_felt():
    never = funnel([Reached(1, "decides(FRA.honours)"), Reached(0, "acts(GBR, aid, for=FRA)")])
    assert funnel_sentence("France", never, {}) == (
        "France: never acts; lost most often (50 %): Britain does not help France."
    )
    idle = funnel([Reached(3, "probes"), Reached(3, "probes")])
    assert "acts in 100 %, is never felt; lost most often (100 %): it only probes" in (
        funnel_sentence("France", idle, {})
    )


def test_every_reason_has_words():
    fixed = {one for name, one in vars(steps).items() if name.isupper() and type(one) is str}
    lost = {key for key in OUTCOMES if key not in BEFORE_THE_ATTACK and key != "saved"}
    assert len(fixed) == 12
    for reason in fixed | lost:
        assert "does not hold" not in reason_in_words(reason)
