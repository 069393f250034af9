"""The clause language and everything static about it.

>>> from holdfast.pacts import answer, parse
>>> file = parse("pacts: {p: {parties: [A, B], clauses: [{id: I, obligor: A, act: aid}]}}")
>>> answer(file).to_dict()["acts"][0]["causal_day"]
0
"""

from holdfast.pacts.answer import ActRow, Finding, PactAnswer
from holdfast.pacts.engine import answer
from holdfast.pacts.file import Clause, Pact, PactDecision, PactFile
from holdfast.pacts.program import Program, compile_program
from holdfast.pacts.reader import load, parse, read

__all__ = [
    "ActRow",
    "Clause",
    "Finding",
    "Pact",
    "PactAnswer",
    "PactDecision",
    "PactFile",
    "Program",
    "answer",
    "compile_program",
    "load",
    "parse",
    "read",
]
