"""A card as something to ask about: one case of one branch."""

from __future__ import annotations

from dataclasses import dataclass, replace

from holdfast.catalog.posterior import PosteriorSample
from holdfast.catalog.shipped import shipped
from holdfast.errors import Fault, UsageError
from holdfast.experiment.cases import Case
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.question import CARD
from holdfast.scenario.card_source import (
    CardSource,
    card_hash,
    inspect,
    load_card,
    notes_on_card,
    unused,
)
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.compile.scenario import Compiled
from holdfast.scenario.notes_late import late_on_card
from holdfast.schema.card import Card
from holdfast.study.choices import AS_WRITTEN, Choices
from holdfast.study.dossier.card import card_dossier
from holdfast.study.outside import outside_collapse
from holdfast.study.prepared import Prepared, as_yaml
from holdfast.study.target import Checked, Menu, NamedWhatIf


@dataclass(frozen=True)
class CardTarget:
    """One card of a file."""

    source: CardSource

    @property
    def id(self) -> str:
        """The card's id as it is written."""
        return self.source.id

    def faults(self) -> tuple[Fault, ...]:
        """Every fault of the card, of its what-ifs too."""
        return tuple(sorted(set(inspect(self.source)[1])))

    def what_ifs(self) -> dict[str, NamedWhatIf]:
        """The what-ifs that the card names; ScenarioError with every fault."""
        written = load_card(self.source).what_ifs
        return {name: NamedWhatIf(one.title, one.missing) for name, one in written.items()}

    def menu(self) -> Menu:
        """A card has one plan and one course: UsageError."""
        raise self._has_no_plans()

    def levered(self, choices: Choices, course: str, sample: PosteriorSample) -> Compiled:
        """Nothing is prepared on a card: UsageError."""
        raise self._has_no_plans()

    def _has_no_plans(self) -> UsageError:
        return UsageError(
            f"{self.id} is a card, with one plan and one course: plans can be chosen among for a "
            "scenario alone, such as two-rivers"
        )

    def prepare(self, choices: Choices, sample: PosteriorSample) -> Prepared:
        """The card, its changes done, as one case.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        UsageError
            if something is chosen that a card has not.
        """
        if beyond := choices.beyond_a_card():
            asked = ", ".join(f"--{name.replace('_', '-')}" for name in beyond)
            raise UsageError(f"{self.id} is a card: {asked} can be asked of a scenario alone")
        source = changed(self.source, choices)
        card = load_card(source)
        case = Case.single(str(card.start), compile_card(card, sample.posterior()))
        made = replace(choices, plan=AS_WRITTEN, what_ifs=source.what_ifs, settings=source.settings)
        return Prepared(
            kind=CARD,
            target=card.id,
            target_hash=card_hash(self.source.node),
            choices=made,
            cases=(case,),
            posterior_hash=sample.hash,
            make_dossier=lambda: dossier_of(card, case, sample),
            text=as_yaml(self.source.node),
        )

    def check(self, unread: bool = False) -> Checked:
        """What there is to say of the card; a card's numbers are all read, or told as unused."""
        card = load_card(self.source)
        return Checked(
            id=card.id,
            kind=CARD,
            title=card.name,
            hash=card_hash(self.source.node),
            start=str(card.start),
            unused=unused(card),
            notes=(*notes_on_card(card), *late_on_card(card, self.source.node)),
            unread={} if unread else None,
        )


def dossier_of(card: Card, case: Case, sample: PosteriorSample) -> Dossier:
    """The card's dossier, with what the catalogue has of it."""
    return replace(
        card_dossier(card, case),
        weighed_on=len(sample.campaigns),
        is_weighed=card.id in sample.campaigns,
        is_shipped=shipped(card.id),
        outside_collapse=outside_collapse(card),
    )


def changed(source: CardSource, choices: Choices) -> CardSource:
    """The card under the what-ifs and settings that are chosen beside its own."""
    return replace(
        source,
        what_ifs=(*source.what_ifs, *choices.what_ifs),
        settings=(*source.settings, *choices.settings),
    )
