"""What constants must keep that a card or a scenario disputes: names, sides, limits."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.errors import Fault
from holdfast.kernel.layout import SIDES
from holdfast.scenario.law import constant_names, default_law
from holdfast.schema.base import Written
from holdfast.schema.constant import Constant
from holdfast.schema.law import Parameter
from holdfast.schema.paths import figures
from holdfast.schema.quantity import Quantity
from holdfast.schema.validate import find, validate
from holdfast.text.nodes import Entry, Mapping, Node, Scalar
from holdfast.text.spelling import did_you_mean
from holdfast.units import Bounds


class Disputed(Written):
    """One constant alone, as it is written under `law:`."""

    constant: Constant


def constants_are_the_laws(node: Node) -> Iterator[Fault]:
    """A constant that is disputed is one that the law has, by side where it has sides."""
    law = node.get("law") if isinstance(node, Mapping) else None
    for entry in law.entries if isinstance(law, Mapping) else ():
        said = default_law().parameters.get(entry.key.text)
        if said is None:
            yield entry.key.position.fault(
                f'the law has no constant "{entry.key.text}"',
                did_you_mean(entry.key.text, constant_names()),
                f"law.{entry.key.text}",
            )
            continue
        yield from _sides(entry, said)
        yield from _limits(entry, said)


def _sides(entry: Entry, said: Parameter) -> Iterator[Fault]:
    """A side of a constant that is the same for both."""
    name, written = entry.key.text, entry.value
    for one in written.entries if isinstance(written, Mapping) and not said.sided else ():
        if one.key.text in SIDES:
            yield one.key.position.fault(
                f"the law has one {name} for both sides",
                f"write law.{name}: … without a side",
                f"law.{name}.{one.key.text}",
            )


def _limits(entry: Entry, said: Parameter) -> Iterator[Fault]:
    """Numbers, or ends of what may be drawn, beyond what makes sense."""
    name, at = entry.key.text, entry.key.position
    alone = Mapping((entry,), at)
    key = Scalar("constant", "constant", at)
    made, faults = validate(Disputed, Mapping((Entry(key, entry.value),), at))
    for path, quantity in figures(made) if made is not None and not faults else ():
        assert isinstance(quantity, Quantity), "a constant is made of quantities"
        place = (name, *path.split(".")[1:])
        message = beyond(quantity, said.bounds)
        if message:
            remedy = f"{name} is {said.meaning} [{said.unit}]"
            yield find(alone, place).fault(message, remedy, f"law.{'.'.join(place)}")


def beyond(quantity: Quantity, bounds: Bounds) -> str:
    """Which limit a quantity breaks, tails included; nothing where it keeps them.

    >>> from holdfast.schema.quantity import fixed
    >>> beyond(fixed(-1), Bounds(0, 1)), beyond(fixed(1), Bounds(0, 1))
    ('must be at least 0: it can be -1', '')
    """
    low, high = quantity.reach()
    broken = bounds.broken_by(low) or bounds.broken_by(high)
    shown = f"{low:.3g}" if low == high else f"{low:.3g} to {high:.3g}"
    return f"{broken}: it can be {shown}" if broken else ""
