"""Sentences read: Python's own grammar over a short whitelist, and nothing is ever evaluated.

A sentence is cut into words and bounded (`tokens`), parsed by `ast` in expression mode, and
rebuilt as facts, days, decisions, acts and gates. Whatever is not on the list is refused in a
sentence, at its own character.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from holdfast.errors import Fault
from holdfast.pacts.expressions import ALWAYS, Acts, After, Decides, Expression, Fact, Gate
from holdfast.pacts.tokens import Refused, Token, tokens
from holdfast.pacts.vocabulary import ACT_KINDS, FACTS, OTHER_FORMS
from holdfast.text.nodes import Position
from holdfast.text.spelling import did_you_mean

Place = Callable[[int], Position]


@dataclass(frozen=True, slots=True)
class Context:
    """What names mean where a sentence stands.

    `roles` are those of `self` and `other` that mean somebody here; `bare` allows POWER.name
    without `decides(…)`, as in `provided`.
    """

    powers: frozenset[str]
    roles: frozenset[str] = frozenset()
    bare: bool = False


def read_sentence(text: str, place: Place, context: Context, faults: list[Fault]) -> Expression:
    """A sentence as an expression; faults are added to the list, and then it holds always.

    >>> from holdfast.text.nodes import Position
    >>> place = lambda offset: Position("pact.yaml", 1, offset + 1)
    >>> faults = []
    >>> context = Context(frozenset({"FRA", "CSK"}))
    >>> str(read_sentence("acts(FRA, for=CSK) or after(3)", place, context, faults))
    'acts(FRA, aid, for=CSK) or after(3)'
    >>> _ = read_sentence("acts(FRA, for=CSR)", place, context, faults)
    >>> print(faults[0])
    pact.yaml:1:15: "CSR" is no power of this file
        did you mean "CSK"?
    """
    try:
        words = tokens(text)
        tree, index = _parse(words, len(text))
    except Refused as refusal:
        faults.append(place(refusal.offset).fault(refusal.message, refusal.remedy))
        return ALWAYS
    return _Reader(words, index, place, context, faults).expression(tree)


def _parse(words: list[Token], length: int) -> tuple[ast.expr, dict[int, int]]:
    """The tree, and the word that starts at each byte of the text that the parser saw."""
    if not words:
        raise Refused(0, "an empty sentence", "write what must hold, or leave the key out")
    index: dict[int, int] = {}
    at = 0
    for number, word in enumerate(words):
        index[at] = number
        at += len(word.text.encode()) + 1
    try:
        return ast.parse(" ".join(word.text for word in words), mode="eval").body, index
    except SyntaxError as error:
        offset = _offset_of(error, words, length)
        raise Refused(offset, f"not a sentence: {error.msg}", "check brackets and commas") from None


def _offset_of(error: SyntaxError, words: list[Token], length: int) -> int:
    at = (error.offset or 1) - 1
    passed = 0
    for word in words:
        if passed + len(word.text) > at:
            return word.start
        passed += len(word.text) + 1
    return length


class _Reader:
    """Rebuilds one tree; every method adds its own faults and goes on."""

    def __init__(
        self,
        words: list[Token],
        index: dict[int, int],
        place: Place,
        context: Context,
        faults: list[Fault],
    ) -> None:
        self.words = words
        self.index = index
        self.place = place
        self.context = context
        self.faults = faults

    def at(self, node: ast.expr | ast.keyword) -> Position:
        return self.place(self.words[self.index[node.col_offset]].start)

    def refuse(self, node: ast.expr | ast.keyword, message: str, remedy: str = "") -> None:
        self.faults.append(self.at(node).fault(message, remedy))

    def expression(self, node: ast.expr) -> Expression:
        if isinstance(node, ast.BoolOp):
            parts = tuple(self.expression(part) for part in node.values)
            return Gate(len(parts) if isinstance(node.op, ast.And) else 1, parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.negation(node)
        if isinstance(node, ast.Call):
            return self.call(node)
        if self.context.bare and _is_decision(node):
            return self.decision(node)
        self.refuse(node, *_why_not_a_sentence(node))
        return ALWAYS

    def negation(self, node: ast.UnaryOp) -> Expression:
        inner = node.operand
        name = (
            inner.func.id
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)
            else ""
        )
        if name not in FACTS:
            self.refuse(
                node,
                "not stands directly before one fact",
                "a refusal, an act not done or a sum of conditions cannot be waited for: "
                "more promises would then mean less help",
            )
            return ALWAYS
        fact = self.expression(inner)
        if not isinstance(fact, Fact):
            return ALWAYS
        return Fact(fact.form, fact.names, fact.by, fact.but, True, fact.position)

    def call(self, node: ast.Call) -> Expression:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in FACTS:
            return self.fact(node, name)
        if name == "acts":
            return self.acts(node)
        if name == "decides":
            return self.decides(node)
        if name == "after":
            return self.after(node)
        if name == "at_least":
            return self.at_least(node)
        known = [*FACTS, *OTHER_FORMS]
        shown = name or "this"
        self.refuse(node, f'"{shown}" is no form of the language', did_you_mean(name, known))
        return ALWAYS

    def fact(self, node: ast.Call, form: str) -> Expression:
        takes = FACTS[form].takes
        if len(node.args) != len(takes):
            self.refuse(node, f"{form} takes {_count(takes)}", f"it means: {FACTS[form].meaning}")
            return ALWAYS
        names = tuple(
            self.power(arg) if what == "power" else self.name(arg)
            for what, arg in zip(takes, node.args, strict=True)
        )
        keywords = self.keywords(node, ("by", "but") if FACTS[form].attackers else ())
        by, but = (self.powers(keywords.get(word)) for word in ("by", "but"))
        if by and but:
            self.refuse(node, "by= and but= stand together", "by= alone says who it is")
        return Fact(form, names, by, but, position=self.at(node))

    def acts(self, node: ast.Call) -> Expression:
        if not 1 <= len(node.args) <= 2:
            self.refuse(node, "acts takes a power and a kind", OTHER_FORMS["acts"])
            return ALWAYS
        power = self.power(node.args[0])
        kind = self.name(node.args[1]) if len(node.args) > 1 else "aid"
        if kind and kind not in ACT_KINDS:
            self.refuse(node.args[1], f'"{kind}" is no kind of act', did_you_mean(kind, ACT_KINDS))
        keywords = self.keywords(node, ("for", "against"))
        whom, against = (self.each_of(keywords.get(word)) for word in ("for", "against"))
        each = tuple(
            Acts(power, kind, one, other, self.at(node)) for one in whom for other in against
        )
        return each[0] if len(each) == 1 else Gate(1, each)

    def decides(self, node: ast.Call) -> Expression:
        self.keywords(node, ())
        if len(node.args) != 1 or not _is_decision(node.args[0]):
            self.refuse(node, "decides takes one POWER.name", "for example decides(FRA.honours)")
            return ALWAYS
        return self.decision(node.args[0])

    def decision(self, node: ast.expr) -> Expression:
        if isinstance(node, ast.Constant):
            power, _, name = str(node.value).partition(".")
        else:
            number = self.index[node.col_offset]
            power, name = self.words[number].text, self.words[number + 2].text
        self.check_power(node, power)
        return Decides(f"{power}.{name}", self.at(node))

    def after(self, node: ast.Call) -> Expression:
        self.keywords(node, ())
        if len(node.args) != 1 or not _is_whole(node.args[0]):
            self.refuse(node, "after takes one whole number of days", "for example after(3)")
            return ALWAYS
        return After(_whole(node.args[0]))

    def at_least(self, node: ast.Call) -> Expression:
        self.keywords(node, ())
        parts = tuple(self.expression(part) for part in node.args[1:])
        if not node.args or not _is_whole(node.args[0]):
            self.refuse(node, "at_least takes a whole number first", OTHER_FORMS["at_least"])
            return ALWAYS
        count = _whole(node.args[0])
        if not 1 <= count <= len(parts):
            reason = "that always holds" if count < 1 else "that can never hold"
            self.refuse(node, f"at_least({count}, …) of {len(parts)}: {reason}", "count again")
            return ALWAYS
        return Gate(count, parts)

    def keywords(self, node: ast.Call, known: tuple[str, ...]) -> dict[str, ast.expr]:
        found: dict[str, ast.expr] = {}
        for keyword in node.keywords:
            word = "for" if keyword.arg == "for_" else str(keyword.arg)
            if word not in known:
                remedy = did_you_mean(word, [f"{one}=" for one in known])
                self.refuse(keyword, f'"{word}=" has no meaning here', remedy)
            else:
                found[word] = keyword.value
        return found

    def powers(self, node: ast.expr | None) -> tuple[str, ...]:
        if node is None:
            return ()
        if isinstance(node, ast.Tuple):
            if not node.elts:
                self.refuse(node, "nobody is named here", "name at least one power")
            return tuple(self.power(item) for item in node.elts)
        return (self.power(node),)

    def each_of(self, node: ast.expr | None) -> tuple[str | None, ...]:
        """The powers for or against whom an act is asked for, any of them; None: whoever."""
        names = self.powers(node)
        if isinstance(node, ast.Tuple):
            for item, name in zip(node.elts, names, strict=True):
                if name and item is not node.elts[names.index(name)]:
                    self.refuse(item, f'"{name}" stands twice here', "name it once")
        return names or (None,)

    def power(self, node: ast.expr) -> str:
        name = self.name(node)
        if name:
            self.check_power(node, name)
        return name

    def check_power(self, node: ast.expr, name: str) -> None:
        if name in self.context.powers or name in self.context.roles:
            return
        if name in ("self", "other"):
            self.refuse(node, f'"{name}" is nobody here', "it belongs to clauses with two sides")
            return
        remedy = did_you_mean(name, self.context.powers)
        self.refuse(node, f'"{name}" is no power of this file', remedy)

    def name(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.words[self.index[node.col_offset]].text
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            return node.value
        self.refuse(node, "a name is expected here", "quote it if it is no plain word")
        return ""


def _is_decision(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        power, dot, name = node.value.partition(".")
        return bool(power and dot and name)
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)


def _is_whole(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _whole(node: ast.expr) -> int:
    assert isinstance(node, ast.Constant), "asked of whole numbers only"
    assert isinstance(node.value, int), "asked of whole numbers only"
    return node.value


def _why_not_a_sentence(node: ast.expr) -> tuple[str, str]:
    if _is_decision(node):
        return "a bare decision stands in provided only", "write decides(POWER.name)"
    if isinstance(node, ast.Name):
        return f'"{node.id}" alone says nothing', f"a fact of your own is fact({node.id})"
    return "this is no sentence of the language", "facts, acts, decides, after, at_least"


def _count(takes: tuple[str, ...]) -> str:
    return " and ".join(f"a {what}" for what in takes)
