"""What an answer says, in sentences: every one of them from the record of the run.

Words are for a reader of history: shares of a hundred campaigns, whole days, never.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from holdfast.analysis.answer import Answer, Fought, Row
from holdfast.analysis.paired import Quantiles
from holdfast.catalog.cards import QUESTION_CARD, card_ids
from holdfast.catalog.scenarios import scenario_ids
from holdfast.experiment.outcomes import MEANINGS
from holdfast.report.wording import narrative, words
from holdfast.report.wording.narrative import Teller

STANDING = ("deterred", "held_alone", "saved")
LOST = ("no_help", "too_late", "lost_in_spite")

WHY_LOST = {
    "no_help": "What is lost is lost mostly because no relief would have come at all.",
    "too_late": "What is lost is lost mostly because relief, though on its way, comes too late.",
    "lost_in_spite": "What is lost is lost mostly in spite of relief that had come.",
}

HOW_LOST = {
    "no_help": "with no relief by the last day",
    "too_late": "before relief that was on its way",
    "lost_in_spite": "in spite of relief that had come",
}

OUTCOME_CLASSES = {
    "defender_collapsed": "the defender collapsed",
    "negotiated": "ended on terms",
    "attacker_gave_up": "the attacker gave up",
    "relieved": "relieved",
    "defender_held": "the defender held",
}
"""What happened, as the cards of the past class it."""

KEY_TO_STANDING = (
    "Scored: its constants were weighed on past campaigns whose endings were known to those who "
    "wrote the cards; that is no evidence of skill on others. Replicated: its constants were "
    "fitted, for the prototype of this law, to a published table of battles. Judgement: chosen by "
    "us, with a spread where we could give one."
)

LIMITS = (
    "Relief is not validated: the odds and days of help are the card's. On past campaigns with a "
    "promise, holdfast hindcast sets relief as it foretells it beside one who expects none.",
    "On campaigns kept apart, the prototype of this law did worse than a curve of durations that "
    "knows nothing of armies: 1.22 against .91 for the day of collapse (CRPS of ln days), .35 "
    "against .24 for collapse by day 60 (Brier); lower is better. Numbers of men alone foretell "
    "little.",
    "It is known to let attackers break off too readily when they are weaker in number, to let "
    "garrisons and small states hold out too long, and not to know ends that come from outside. "
    "The quality of troops and command is one unknown number.",
    "The cards of past campaigns were written by people who knew the endings, and wars that were "
    "fought are a selection: states that expected to lose gave way.",
    "The intervals hold what the card writes down as uncertain, and the luck of war as the law "
    "has it; they do not hold what nobody wrote down.",
    "A difference between two what-ifs, played on the same draws, says more than a share alone.",
)

INTERVAL = "The interval is Monte Carlo error (95 %): it narrows with more futures."

ACROSS = (
    " The range across futures (p10 to p90) is ignorance: it narrows only with better knowledge."
)


def question(asked: Mapping[str, Any]) -> str:
    """The question, the card's own where it has one."""
    own = asked.get("question")
    return str(own) if own else "Does the defence hold until help comes?"


def is_scenario(asked: Mapping[str, Any]) -> bool:
    """Whether a scenario was asked about, with its crisis and its dates, and not a card."""
    return asked.get("kind") == "scenario"


def heading(asked: Mapping[str, Any]) -> str:
    """The name of what was asked about, with the date of the attack where the name lacks it."""
    name = str(asked.get("name") or asked["scenario"])
    if is_scenario(asked):
        return name
    date = words.date(str(asked["attack_on"]))
    return name if date in name else f"{name}, attack on {date}"


FIRST_WORD = "Conditional exploration, not a forecast: what is validated stands at the end."


def validation() -> str:
    """What is validated and what is not, in a sentence (MODEL.md §7)."""
    return (
        "This is conditional exploration, not a forecast: it says what would follow from these "
        "inputs. Losses and success in battle were fitted, in part, to a published table of "
        "battles; collapse, giving up and speed were weighed, in part, on "
        f"{calibration_count()} past campaigns whose endings were known to those who wrote the "
        "cards; whether and when help comes is not validated; the rest is judgement."
    )


def calibration_count() -> int:
    """How many campaigns the constants were weighed on."""
    return sum(card_id != QUESTION_CARD for card_id in card_ids())


def given_attack(row: Row) -> dict[str, float]:
    """Shares of the outcomes among campaigns in which the attack came; they sum to 1."""
    attacked = sum(estimate.p for estimate in row.given_attack.values())
    return {key: e.p / attacked if attacked else 0.0 for key, e in row.given_attack.items()}


def reading(row: Row) -> str:
    """How the two ranges beside a share are to be read."""
    known = any(estimate.across_futures for estimate in row.given_attack.values())
    return INTERVAL + (ACROSS if known else "")


def answer_sentence(row: Row) -> str:
    """How often it stands, with and without help."""
    shares = given_attack(row)
    ends = [100 * (end or 0.0) for end in (row.stands.low, row.stands.high)]
    return (
        "Given the attack, the defence still stands on the last day looked at, or the attacker is "
        f"repelled, in about {words.of_hundred(row.stands.p)} of 100 campaigns with help "
        f"(95 % interval {ends[0]:.0f} to {ends[1]:.0f}) and in "
        f"{words.of_hundred(row.stands_without.p)} without: help saves it in "
        f"{words.of_hundred(shares['saved'])}. With help it collapses in "
        f"{words.of_hundred(collapsed(shares))} and ends on terms in "
        f"{words.of_hundred(shares['settled'])}."
    )


def collapsed(shares: Mapping[str, float]) -> float:
    """The share of campaigns that collapse, with help."""
    return sum(shares[key] for key in (*LOST, "lost_through_help"))


def race(row: Row) -> str:
    """What decides: why it is lost, when relief comes, and by how much the race is won or lost."""
    return " ".join((*_why_lost(row), relief(row.relief_day), *_margin(row.margin_days)))


def _why_lost(row: Row) -> Iterator[str]:
    shares = given_attack(row)
    lost = {key: shares[key] for key in LOST}
    total = sum(lost.values())
    if total == 0:
        return
    parts = [f"{words.of_hundred(lost[key])} {HOW_LOST[key]}" for key in LOST if lost[key] > 0]
    yield f"Of 100 campaigns it collapses in {words.listed(parts)}."
    most = max(lost, key=lambda key: lost[key])
    if lost[most] > total / 2:
        yield WHY_LOST[most]


def relief(days: Quantiles) -> str:
    """When effective relief comes, over all campaigns."""
    if days.p10 is None:
        return "Effective relief comes by the last day looked at in fewer than one campaign in ten."
    if days.p50 is None:
        return (
            "Effective relief comes by the last day looked at in fewer than half of the campaigns; "
            f"in a tenth by day {words.day(days.p10)}."
        )
    last = (
        "and in at least a tenth never"
        if days.p90 is None
        else f"and in nine tenths by day {words.day(days.p90)}"
    )
    return (
        f"Effective relief has come in a tenth of the campaigns by day {words.day(days.p10)}, "
        f"in half by day {words.day(days.p50)}, {last}."
    )


def _margin(days: Quantiles) -> Iterator[str]:
    if days.p10 is None or days.p50 is None or days.p90 is None:
        return
    yield (
        "Where the defence alone would have collapsed and relief does come, relief comes "
        f"{_before(days.p50)} that collapse in the middle campaign, and between "
        f"{_before(days.p10)} and {_before(days.p90)} it in eight of ten."
    )


def _before(margin: float) -> str:
    whole = round(margin)
    if whole == 0:
        return "on the very day of"
    unit = "day" if abs(whole) == 1 else "days"
    return f"{abs(whole)} {unit} {'before' if whole > 0 else 'after'}"


def days_held(row: Row, horizon: float) -> str:
    """How long it holds with help and without."""
    return (
        f"To its collapse it is {words.day(row.days_held.p)} days on average with help and "
        f"{words.day(row.days_held_without.p)} without, where a campaign that does not end in "
        f"collapse counts {horizon:.0f}."
    )


def variance(answer: Answer) -> str:
    """How much of the outcome is ignorance and how much is chance."""
    parts = answer.variance
    if parts is None:
        return (
            "Ignorance and chance cannot be told apart from one replication a future: "
            "ask for --replications 4."
        )
    total = parts.ignorance + parts.chance
    if total == 0:
        return "Every campaign came out alike: there is no variance to part."
    share = parts.ignorance / total
    several = len(answer.rows) > 1
    date = f" an attack on {words.date(answer.rows[0].attack_on)}" if several else ""
    return (
        f"Of what is uncertain about standing{date}, {words.percent(share)} is ignorance, which "
        f"better sources would lessen, and {words.percent(1 - share)} is chance, which nothing "
        "would."
    )


def unfinished(answer: Answer) -> str:
    """A warning where the run was interrupted; empty where it was not."""
    if answer.complete:
        return ""
    asked = answer.question
    planned = int(asked["futures"]) * int(asked["replications"]) * len(asked["cases"])
    return (
        f"Interrupted: {answer.campaigns:,} of {planned:,} campaigns are here. "
        "Run again with --resume for the rest."
    )


def meaning(key: str) -> str:
    """An outcome in plain words."""
    return MEANINGS[key]


def changes(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """What was chosen for a run."""
    return (
        *_chosen(asked),
        *(f"what if: {name}" for name in asked["what_ifs"]),
        *(f"set: {setting}" for setting in asked["settings"]),
    )


def _chosen(asked: Mapping[str, Any]) -> Iterator[str]:
    if is_scenario(asked):
        yield f"plan: {asked['plan']}"
    for name, usual in (("school", None), ("view", "hindsight"), ("reading", "listed")):
        if asked.get(name, usual) != usual:
            yield f"{name}: {asked[name]}"
    if asked.get("freeze_others"):
        yield "the odds of other powers' decisions are held"
    if not asked.get("help", True):
        yield "nobody helps"


def date_sentence(row: Row) -> str:
    """How a crisis of one date ends, and how the campaign does if there is one."""
    fought = row.fought
    opening = (
        f"Of 100 crises {words.of_hundred(row.outcomes['deterred'].p)} end without an attack and "
        f"{words.of_hundred(row.outcomes['yielded'].p)} with terms before the first shot."
    )
    if fought is None:
        return f"{opening} None of these campaigns was fought."
    lost = {key: row.given_attack[key].p for key in LOST}
    parts = [f"{words.of_hundred(lost[key])} {HOW_LOST[key]}" for key in LOST if lost[key] > 0]
    collapses = f" It collapses in {words.listed(parts)}." if parts else ""
    return (
        f"{opening} Of 100 that are fought the defence stands in "
        f"{words.of_hundred(fought.stands.p)} with help and in "
        f"{words.of_hundred(fought.stands_without.p)} without.{collapses}"
    )


def written(asked: Mapping[str, Any]) -> str:
    """How much of what is written has its evidence, and how much reaches no mechanism."""
    coverage, unused = asked.get("coverage"), asked.get("unused", [])
    said = []
    if coverage:
        share = words.percent(coverage["share"])
        said.append(f"{share} of {coverage['numbers']:,} numbers have their evidence.")
        if beliefs := coverage.get("beliefs"):
            said.append(
                f"What was believed at the time is known of {words.percent(beliefs['share'])} of "
                "the uncertain ones; the others are hindsight of doubled width."
            )
    if unused:
        said.append(idle(unused))
    return " ".join(said)


def idle(unused: Sequence[str]) -> str:
    """How many numbers no mechanism reads, and how many of them are of roads nobody takes."""
    roads = sum(path.startswith("links[") for path in unused)
    shown = f" ({roads:,} of them of links that no axis and no route takes)" if roads else ""
    return f"{len(unused):,} numbers reach no mechanism{shown}; holdfast check --unread lists them."


def key_to_dates(answer: Answer) -> str:
    """How the two tables by date are to be read."""
    known = any(row.fought and row.fought.stands.across_futures for row in answer.rows)
    return (
        "Stands: still fighting at the end of the time looked at, or the attacker repelled. "
        "Saved: stands with help, would not have without. No help: stands though nobody helps. "
        "Days held: to the collapse or the end. " + INTERVAL + (ACROSS if known else "")
    )


def help_in_numbers(fought: Fought, teller: Teller) -> str:
    """How many men and aircraft each helper has brought by day 30 in one campaign of ten."""
    said = [
        f"{narrative.helper(name, teller)}, {round(days['30'].p90, -2):,.0f} {what}"
        if what == "men"
        else f"{narrative.helper(name, teller)}, {days['30'].p90:,.0f} {what}"
        for what, found in (("men", fought.men_by_day), ("aircraft", fought.aircraft_by_day))
        for name, days in found.items()
        if days["30"].p90
    ]
    return f"By day 30, in one campaign of ten, at least: {'; '.join(said)}." if said else ""


def command(asked: Mapping[str, Any]) -> str:
    """The command that makes the same campaigns again.

    What the catalogue has is named, with what was chosen of it. A card of one's own is taken from
    the run folder, where its changes are done already; a scenario of one's own, from there too,
    with its choices.
    """
    shipped = asked["scenario"] in (*card_ids(), *scenario_ids())
    named = asked["scenario"] if shipped else "scenario.yaml"
    options = _options(asked) if shipped or is_scenario(asked) else ()
    parts = ["holdfast", "run", named, *options]
    parts += ["--futures", str(asked["futures"]), "--replications", str(asked["replications"])]
    return shlex.join([*parts, "--seed", str(asked["seed"])])


def _options(asked: Mapping[str, Any]) -> Iterator[str]:
    names = ("plan", "course", "school", "view", "reading") if is_scenario(asked) else ()
    for name in names:
        if asked[name] is not None:
            yield from (f"--{name}", str(asked[name]))
    for name in asked["what_ifs"]:
        yield from ("--what-if", name)
    for setting in asked["settings"]:
        yield from ("--set", setting)
    if not asked.get("help", True):
        yield "--without-help"


def hashes(asked: Mapping[str, Any]) -> dict[str, str]:
    """What names the question, for whoever wants the same answer."""
    names = {
        "scenario_hash": "scenario" if is_scenario(asked) else "card",
        "kernel_hash": "law",
        "posterior_hash": "constants",
        "version": "holdfast",
    }
    return {name: str(asked[key]) for key, name in names.items() if key in asked}
