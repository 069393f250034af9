"""Games of the literature whose solutions are known: the programme finds them.

von Neumann and Morgenstern, Theory of Games and Economic Behavior (1944): §17.1 and §18.5.3
(matching pennies; stone, paper, scissors), §18.4.4 (Holmes and Moriarty). Karlin, Mathematical
Methods and Theory in Games (1959), and McDonald and Tukey (1949): Colonel Blotto with four
regiments against three on two posts. Conitzer and Sandholm (2006), figure 1.
"""

import itertools

import numpy as np
import pytest

from holdfast.analysis.games import equilibrium, leader_follower, security


def blotto(ours: int, theirs: int) -> np.ndarray:
    """Two posts: who sends more takes it and the regiments there, one point each; else nothing."""

    def won(mine: int, his: int) -> int:
        return (mine > his) * (his + 1) - (mine < his) * (mine + 1)

    return np.array(
        [
            [won(a, b) + won(ours - a, theirs - b) for b in range(theirs + 1)]
            for a in range(ours + 1)
        ]
    )


def twisted(stone: float, paper: float, scissors: float) -> list[list[float]]:
    """Stone, paper, scissors, each win with a prize of its own."""
    return [[0, -paper, stone], [paper, 0, -scissors], [-stone, scissors, 0]]


@pytest.mark.parametrize(
    ("payoffs", "value", "rows", "columns"),
    [
        ([[1, -1], [-1, 1]], 0, (0.5, 0.5), (0.5, 0.5)),
        # Moriarty to Dover or to Canterbury; Holmes gets out at Dover or at Canterbury
        ([[100, 0], [-50, 100]], 40, (0.6, 0.4), (0.4, 0.6)),
        (twisted(1, 1, 1), 0, (1 / 3,) * 3, (1 / 3,) * 3),
        # each is played by the prize of the duel in which it has no part
        (twisted(3, 2, 1), 0, (1 / 6, 3 / 6, 2 / 6), (1 / 6, 3 / 6, 2 / 6)),
        # a saddle point in pure courses
        ([[4, 2, 3], [1, 0, 5], [6, 1, 2]], 2, (1, 0, 0), (0, 1, 0)),
    ],
    ids=["pennies", "holmes", "stone-paper-scissors", "prizes", "saddle"],
)
def test_a_game_with_one_solution_is_solved(payoffs, value, rows, columns):
    found = equilibrium(payoffs)
    assert found.value == pytest.approx(value, abs=1e-9)
    assert found.rows == pytest.approx(rows, abs=1e-9)
    assert found.columns == pytest.approx(columns, abs=1e-9)


def test_colonel_blotto_with_four_regiments_against_three():
    payoffs = blotto(4, 3)
    assert payoffs.tolist() == [
        [4, 2, 1, 0], [1, 3, 0, -1], [-2, 2, 2, -2], [-1, 0, 3, 1], [0, 1, 2, 4],
    ]  # fmt: skip
    found = equilibrium(payoffs)
    assert found.value == pytest.approx(14 / 9)
    assert found.rows == pytest.approx((4 / 9, 0, 1 / 9, 0, 4 / 9))


def test_who_commits_may_gain_and_ties_help_him():
    found = leader_follower([[2, 4], [1, 3]], [[1, 0], [0, 1]])
    assert (found.row, found.column, found.value, found.to_follower) == (1, 1, 3, 1)
    tied = leader_follower([[1, 5]], [[2, 2]])
    assert (tied.column, tied.value) == (1, 5)


def test_a_zero_sum_leader_has_no_more_than_his_best_row_is_sure_of():
    for payoffs in (blotto(4, 3), np.array(twisted(3, 2, 1))):
        assert leader_follower(payoffs, -payoffs).value == security(payoffs)
        assert security(payoffs) <= equilibrium(payoffs).value


def test_no_pure_course_of_the_smallest_blotto_is_safe():
    assert all(
        min(row) < equilibrium(blotto(4, 3)).value for row in itertools.chain(blotto(4, 3).tolist())
    )
