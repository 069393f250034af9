"""Random pact files in the words of the subject, for Hypothesis."""

from __future__ import annotations

import hypothesis.strategies as st

POWERS = ("FRA", "GBR", "SUN", "CSK", "POL")
KINDS = ("aid", "land", "air", "supplies", "mobilise")


def decision_names(count):
    return [f"{POWERS[number % len(POWERS)]}.d{number}" for number in range(count)]


@st.composite
def facts(draw):
    words = [
        "attacked(CSK, by=DEU)",
        "attacked(POL, by=DEU)",
        "attacked(CSK)",
        "unprovoked(CSK, by=DEU)",
        "at_war(GBR, DEU)",
        "at_war(POL, SUN)",
        "fact(council)",
    ]
    given = []
    for words_of_one in draw(st.lists(st.sampled_from(words), max_size=4, unique=True)):
        day = draw(st.integers(0, 4))
        until = draw(st.none() | st.integers(day + 1, day + 5))
        end = "" if until is None else f", until: {until}"
        given.append(f'{{fact: "{words_of_one}", day: {day}{end}}}')
    return given


def leaves(names, timed):
    asked = [
        "attacked(CSK)",
        "attacked(CSK, by=DEU)",
        "attacked(POL, but=SUN)",
        "at_war(DEU, GBR)",
        "fact(council)",
        "after(0)",
    ]
    if timed:
        asked += ["not attacked(CSK)", "not fact(council)", "after(2)"]
    acts = [f"acts({power}, {kind})" for power in POWERS for kind in KINDS]
    acts += [f"acts({power}, for=CSK)" for power in POWERS]
    acts += ["acts(FRA, for=(CSK, POL))", "acts(GBR, land, for=(FRA, SUN))"]
    choices = [st.sampled_from(acts), st.sampled_from(acts), st.sampled_from(asked)]
    if names:
        choices.append(st.sampled_from([f"decides({name})" for name in names]))
    return st.one_of(choices)


def sentences(names, timed=True):
    def joined(parts):
        several = st.lists(parts, min_size=2, max_size=3)
        return st.one_of(
            several.map(lambda some: "(" + " and ".join(some) + ")"),
            several.map(lambda some: "(" + " or ".join(some) + ")"),
            several.flatmap(
                lambda some: st.integers(1, len(some)).map(
                    lambda count: f"at_least({count}, {', '.join(some)})"
                )
            ),
        )

    return st.recursive(leaves(names, timed), joined, max_leaves=4)


def and_only_sentences(names):
    return st.lists(leaves(names, timed=False), min_size=1, max_size=3).map(" and ".join)


@st.composite
def clauses(draw, number, sentence, powers=POWERS, kinds=KINDS):
    power = draw(st.sampled_from(powers))
    other = draw(st.sampled_from([None, *(name for name in POWERS if name != power)]))
    whom = "" if other is None else f", beneficiary: {other}"
    due = draw(
        st.sampled_from(
            ["", "", ", deadline_days: 2", ", deadline_days: {days: 4, from: day_zero}"]
        )
    )
    act = draw(st.sampled_from(kinds))
    brings = ", brings: {divisions: 3, by_day: 5}" if act == "land" else ""
    return (
        f'      - {{id: "{number}", obligor: {power}{whom}, act: {act}, '
        f'when: "{draw(sentence)}", delay_days: {draw(st.integers(0, 3))}{due}{brings}}}'
    )


@st.composite
def times_in_force(draw):
    """Dates, and what may keep a pact in force past the last of them."""
    first, last = draw(st.integers(1, 4)), draw(st.integers(4, 9))
    written = [f"from: 1938-09-0{first}", f"to: 1938-10-0{last}"]
    if draw(st.booleans()):
        written[0] = f"from: 1938-10-0{first}"
    if draw(st.integers(0, 2)) == 0:
        written.append(f"notice_months: {draw(st.integers(0, 2))}")
        if draw(st.booleans()):
            written[0] = "from: 1938-08-01"
            written.append(f"denounced: 1938-0{draw(st.sampled_from(['8-31', '9-03', '9-07']))}")
    if draw(st.integers(0, 2)) == 0:
        written.append(f"renewed_years: {draw(st.integers(1, 2))}")
    if draw(st.booleans()):
        written.append("until_peace: true")
    return written


@st.composite
def pact_files(draw, max_decisions=8, max_clauses=6, timed=True):
    """Any file: gates of all kinds, days that end, pacts that end, groups, staff talks."""
    names = decision_names(draw(st.integers(0, max_decisions)))
    lines = ["powers: [FRA, GBR, SUN, CSK, POL, DEU]"]
    if timed:
        lines.append("day_zero: 1938-10-01")
    lines.append("pacts:")
    number = 0
    for pact in range(draw(st.integers(1, 2))):
        lines.append(f"  pact-{pact}:")
        if timed and draw(st.booleans()):
            lines.append(f"    parties: {draw(st.sampled_from(['[GBR, FRA]', '[FRA, POL, SUN]']))}")
            lines.append(f"    in_force: {{{', '.join(draw(times_in_force()))}}}")
        lines.append("    clauses:")
        for _ in range(draw(st.integers(1, max_clauses // 2))):
            lines.append(draw(clauses(number, sentences(names, timed))))
            number += 1
    lines += draw(endings(names, timed))
    return "\n".join(lines) + "\n"


@st.composite
def endings(draw, names, timed=True):
    lines = [f"facts: [{', '.join(draw(facts()) if timed else [])}]"]
    groups = draw(st.sampled_from([{}, {"resolve": 0.5}, {"resolve": 0.3, "league": 1.0}]))
    lines.append("groups: {" + ", ".join(f"{name}: {rho}" for name, rho in groups.items()) + "}")
    decided = []
    for name in names:
        chance = draw(st.sampled_from([0, 0.25, 0.5, 0.6, 0.9, 1]))
        group = draw(st.sampled_from([None, *groups]))
        member = "" if group is None else f", group: {group}"
        decided.append(f"{name}: {{p: {chance}{member}, day: {draw(st.integers(0, 3))}}}")
    lines.append("decisions: {" + ", ".join(decided) + "}")
    circles = draw(st.lists(st.sampled_from(["[FRA, GBR]", "[FRA, SUN]", "[GBR, SUN, CSK]"])))
    lines.append(f"together: [{', '.join(dict.fromkeys(circles))}]")
    question = draw(sentences(names, timed))
    lines.append(f'ask: {{relief: "{question}", army: "acts(SUN) or acts(FRA)"}}')
    return lines


@st.composite
def waiting_files(draw, max_clauses=6):
    """Files full of loops: most clauses wait for another power's act."""
    names = decision_names(draw(st.integers(0, 4)))
    lines = ["powers: [FRA, GBR, SUN, CSK, POL, DEU]", "pacts:", "  pact:", "    clauses:"]
    count = draw(st.integers(2, max_clauses))
    for number in range(count):
        power = draw(st.sampled_from(POWERS[:3]))
        awaited = draw(st.lists(st.sampled_from(POWERS[:3]), min_size=1, max_size=2, unique=True))
        joint = draw(st.sampled_from([" and ", " or "]))
        sentence = joint.join(f"acts({one})" for one in awaited)
        if names and draw(st.booleans()):
            sentence = f"({sentence}) and decides({draw(st.sampled_from(names))})"
        if draw(st.integers(0, 3)) == 0:
            sentence = f"({sentence}) or after({draw(st.integers(0, 3))}) and not fact(council)"
        kind = draw(st.sampled_from(["aid", "land", "supplies"]))
        lines.append(
            f'      - {{id: "{number}", obligor: {power}, act: {kind}, when: "{sentence}", '
            f"delay_days: {draw(st.integers(0, 2))}}}"
        )
    lines += draw(endings(names, timed=False))
    return "\n".join(lines) + "\n"


@st.composite
def and_only_files(draw, max_clauses=7):
    """Each clause joins its conditions by `and`; no power waits for itself; nothing ends."""
    names = decision_names(draw(st.integers(0, 3)))
    lines = ["powers: [FRA, GBR, SUN, CSK, POL, DEU]", "pacts:", "  pact:", "    clauses:"]
    for number, power in enumerate(draw(st.permutations(POWERS))[:max_clauses]):
        others = and_only_sentences(names).filter(
            lambda text, own=power: f"acts({own}," not in text
        )
        lines.append(draw(clauses(number, others, (power,), ("aid", "land"))))
    lines.append('facts: ["attacked(CSK, by=DEU)"]')
    lines.append("decisions: {" + ", ".join(f"{name}: {{p: 0.5}}" for name in names) + "}")
    return "\n".join(lines) + "\n"
