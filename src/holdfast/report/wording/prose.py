"""What an answer says, in sentences: every one of them from the record of the run.

Words are for a reader of history: shares of a hundred campaigns, whole days, never.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.analysis.answer import Answer
from holdfast.analysis.measures import DateAnswer, Measures
from holdfast.analysis.paired import Quantiles
from holdfast.analysis.tables.endings import meaning
from holdfast.analysis.tables.help import way_of
from holdfast.experiment.question import Question
from holdfast.report.wording import narrative
from holdfast.report.wording.narrative import Teller
from holdfast.study.choices import AS_WRITTEN, Choices

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

USUAL = {
    name: getattr(Choices(), name) for name in ("course", "school", "view", "reading", "attack")
}
"""What is chosen where nothing is named; only what differs is told."""


def question(answer: Answer) -> str:
    """The question, the card's or scenario's own where it has one."""
    return answer.dossier.question or "Does the defence hold until help comes?"


def heading(answer: Answer) -> str:
    """The name of what was asked about, with the date of the attack where the name lacks it."""
    name = answer.dossier.title
    first, *more = answer.question.cases
    if more:
        return name
    date = words.date(first.attack_on)
    return name if date in name else f"{name}, attack on {date}"


FIRST_WORD = "Conditional exploration, not a forecast: what is validated stands at the end."


def validation(campaigns: int = 0) -> str:
    """What is validated and what is not, in a sentence (MODEL.md §7).

    campaigns : of the past, on which the constants were weighed; 0 where that is not said.
    """
    past = f"{campaigns} past campaigns" if campaigns else "past campaigns"
    return (
        "This is conditional exploration, not a forecast: it says what would follow from these "
        "inputs. Losses and success in battle were fitted, in part, to a published table of "
        f"battles; collapse, giving up and speed were weighed, in part, on {past} whose endings "
        "were known to those who wrote the cards; whether and when help comes is not validated; "
        "the rest is judgement."
    )


def reading(answer: Answer) -> str:
    """How the two ranges beside a share are to be read."""
    known = any(row.fought and row.fought.stands.across_futures for row in answer.rows)
    return INTERVAL + (ACROSS if known else "")


def race(row: DateAnswer) -> str:
    """What decides: why it is lost, when relief comes, and by how much the race is won or lost."""
    if row.fought is None:
        return ""
    parts = (_why_lost(row.fought), (relief(row.fought.relief_day),), _margin(row.fought))
    return " ".join(sentence for part in parts for sentence in part)


def _why_lost(fought: Measures) -> Iterator[str]:
    lost = {key: fought.outcomes[key].p for key in LOST}
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


def _margin(fought: Measures) -> Iterator[str]:
    days = fought.margin_days
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


def fighting(row: DateAnswer) -> str:
    """When the fighting ends, and how long there is an organised defence; empty if never fought.

    Two things that are easily taken for one: a repelled attacker ends the fighting, and the
    defence goes on.
    """
    ends, held = row.endings, row.fought.days_held if row.fought else None
    if ends is None or held is None:
        return ""
    days = ends.end_day
    why, share = max(ends.why.items(), key=lambda one: one[1])
    return (
        f"The fighting lasts to day {words.day(days.p50)} in the middle, and in eight of ten ends "
        f"between days {words.day(days.p10)} and {words.day(days.p90)}. The commonest reason, in "
        f"{words.of_hundred(share)} of 100: {meaning(why)}. Organised defence lasts "
        f"{words.day(held.p)} days in the mean; a repelled attacker gives all the days looked at."
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
    return (
        f"Interrupted: {answer.campaigns:,} of {answer.question.campaigns:,} campaigns are here. "
        "Run again with --resume for the rest."
    )


def changes(asked: Question) -> tuple[str, ...]:
    """What was chosen for a run."""
    return (
        *_chosen(asked),
        *(f"what if: {name}" for name in asked.what_ifs),
        *(f"set: {setting}" for setting in asked.settings),
    )


def _chosen(asked: Question) -> Iterator[str]:
    if asked.plan != AS_WRITTEN:
        yield f"plan: {asked.plan}"
    for name, usual in USUAL.items():
        if getattr(asked, name) != usual:
            yield f"{name}: {getattr(asked, name)}"
    if asked.freeze_others:
        yield "the odds of other powers' decisions are held"
    if not asked.help:
        yield "nobody helps"


def written(answer: Answer) -> str:
    """What was believed at the time, and how much of what is written reaches no mechanism."""
    found, unused = answer.dossier.coverage, answer.dossier.unused
    said = []
    if found.beliefs is not None:
        said.append(
            f"What was believed at the time is known of {words.percent(found.beliefs.share)} of "
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


def help_in_numbers(fought: Measures, teller: Teller) -> str:
    """The men and aircraft each helper has brought, or drawn away, by day 30 in one of ten."""
    said = [
        f"{narrative.helper(name, teller)}, {round(days['30'].p90, -2):,.0f} {what} {way_of(name)}"
        if what == "men"
        else f"{narrative.helper(name, teller)}, {days['30'].p90:,.0f} {what}"
        for what, found in (("men", fought.men_by_day), ("aircraft", fought.aircraft_by_day))
        for name, days in found.items()
        if days["30"].p90
    ]
    return f"By day 30, in one campaign of ten, at least: {'; '.join(said)}." if said else ""


def command(answer: Answer) -> str:
    """The command that makes the same campaigns again.

    What the catalogue has is named; what is somebody's own is taken from the run folder, where it
    stands as it was written. What was chosen of it follows.
    """
    asked, is_shipped = answer.question, answer.dossier.is_shipped
    named = asked.target if is_shipped else "scenario.yaml"
    parts = ["holdfast", "run", named, *_options(asked)]
    parts += ["--futures", str(asked.futures), "--replications", str(asked.replications)]
    return shlex.join([*parts, "--seed", str(asked.seed)])


def _options(asked: Question) -> Iterator[str]:
    if asked.plan != AS_WRITTEN:
        yield from ("--plan", asked.plan)
    for name, usual in USUAL.items():
        if getattr(asked, name) != usual:
            yield from (f"--{name}", str(getattr(asked, name)))
    for name in asked.what_ifs:
        yield from ("--what-if", name)
    for setting in asked.settings:
        yield from ("--set", setting)
    if not asked.help:
        yield "--without-help"


def hashes(asked: Question) -> dict[str, str]:
    """What names the question, for whoever wants the same answer."""
    return {
        "question": asked.hash,
        asked.kind: asked.target_hash,
        "law": asked.kernel_hash,
        "constants": asked.posterior_hash,
        "holdfast": asked.version,
    }
