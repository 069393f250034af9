"""Files damaged at random, with fixed seeds: bytes of any file, values of any YAML file.

`python tests/fuzzing.py 5000` looks at as many and tells what went wrong.
"""

import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from importlib import resources
from pathlib import Path

import yaml

import holdfast as hf
from holdfast.text.characters import refused_in
from holdfast.text.nodes import Node, Scalar, Sequence

CATALOGUE = Path(str(resources.files("holdfast.catalog")))
CARDS = ("poland-1939", "port-arthur-1904", "korea-1950")
EVERY_TENTH = 10
"""Cases that damage the scenario; it takes twenty times as long as a card."""

PIECES = [
    b"\x00", b"\x1b[31m", b'"\\e"', b'"\\u0000"', b'"\\ud800"', b"\xff", b"\xef\xbb\xbf", b"\t",
    b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"&a ", b"*a ", b"!!python/none ", b"? ",
    b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"|\n", b">", b"#", b"---\n", b"...\n", b",",
    b";", b"%", b"@", b"`", b"~", b"1e999", b"-1", b".inf", b"9999-12-31", b"0001-01-01", b"\n",
    b"1938-02-29", b"include: scenario.yaml\n", b"{table: links.csv}", b"#: a: 1\n", b"<<: ",
    "é日\U0001f600".encode(), b"9" * 50, b"(" * 60, b"[" * 70,
]  # fmt: skip
VALUES = [
    None, True, False, 0, -1, 1, 2, 1e300, float("inf"), float("nan"), 10**30, "", "x", "é", "*",
    "a.b", "a[0]", "[", "1938-02-29", "9999-12-31", "1938-10", "no", [], {}, [[]], [{}], {"": ""},
    {"a": {"b": []}}, {"p": 2}, {"claims": []}, {"low": 3, "mode": 2, "high": 1}, {"1938-10": 1},
    {"9" * 30: 1}, {"²": 1}, {"table": "links.csv"}, {"include": "none.yaml"}, [None, None], [1],
    "acts(A, aid, for=(B, C))", "after(999999999)", "attacked(", "inputs", "law.capture",
    {"path": "x", "op": "set", "value": {}}, ["x"] * 100, "a\nb", {"value": None},
    "\x1b[31mred", "right\u202eleft", {"\x1b[2J": 1}, {"\u2066x": "y"}, "\x00", "\ufffe",
]  # fmt: skip


def damaged(seed: int, folder: Path) -> Path:
    """What is to be checked, after a damage to one of its files."""
    chance = random.Random(seed)
    if seed % EVERY_TENTH == 0:
        target = folder / "two-rivers"
        shutil.copytree(CATALOGUE / "scenarios" / "two-rivers", target)
        names = sorted(one.name for one in target.iterdir() if one.suffix in (".yaml", ".csv"))
        file = target / chance.choice(names)
    else:
        target = file = folder / "card.yaml"
        shutil.copy(CATALOGUE / "cards" / f"{chance.choice(CARDS)}.yaml", file)
    if file.suffix == ".csv" or chance.random() < 0.5:
        file.write_bytes(_other_bytes(file.read_bytes(), chance))
    else:
        file.write_text(_other_values(file.read_text("utf-8"), chance), "utf-8")
    return target


def _other_bytes(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((0, 1, 3, 30, 300))
        piece = chance.choice(
            [chance.choice(PIECES), bytes([chance.randrange(256)]), data[at : at + length] * 2, b""]
        )
        data = data[:at] + piece + data[at + length :]
    return data


def _other_values(text: str, chance: random.Random) -> str:
    content = yaml.safe_load(text)
    for _ in range(chance.choice((1, 1, 2, 5))):
        holder, step = chance.choice(list(_places(content)) or [([None], 0)])
        what = chance.random()
        if what < 0.6:
            holder[step] = chance.choice(VALUES)
        elif what < 0.75:
            del holder[step]
        elif isinstance(holder, dict):
            holder[chance.choice(("", "x", 1, None, True, f"{step}x", "*", "\x1b", "a\nb"))] = (
                holder.pop(step)
            )
        else:
            holder.append(holder[step])
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def _places(content):
    steps = content if isinstance(content, dict) else range(len(content))
    for step in steps:
        yield content, step
        if isinstance(content[step], dict | list):
            yield from _places(content[step])


def wrong_with(target: Path) -> str:
    """What is wrong with how a damaged file is told; "" if nothing is."""
    try:
        faults = hf.check(target)
    except hf.HoldfastError as error:
        return "" if str(error) else "an error without words"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    for fault in faults:
        if not _is_inside(fault, target):
            return f"outside the file: {fault}"
        if any(sign not in "\n\t" and refused_in(sign) for sign in str(fault)):
            return f"a fault gives orders to the terminal: {str(fault)!r}"
    return "" if faults else _odd_in(hf.load(target).source.node)


def _odd_in(node: Node) -> str:
    """What a file without faults says that no file may say."""
    if isinstance(node, Scalar):
        return f"read without a fault: {node.text!r}" if refused_in(node.text) else ""
    if isinstance(node, Sequence):
        return next(filter(None, map(_odd_in, node.items)), "")
    pairs = (one for entry in node.entries for one in (entry.key, entry.value))
    return next(filter(None, map(_odd_in, pairs)), "")


def _is_inside(fault: hf.Fault, target: Path) -> bool:
    folder = target if target.is_dir() else target.parent
    file = Path(fault.file)
    if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
        return False
    text = file.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    if fault.line == 0:
        return fault.column == 0
    # a text that ends too soon is told one line behind its last
    return fault.line == len(lines) + 1 or (
        fault.line <= len(lines) and 1 <= fault.column <= len(lines[fault.line - 1]) + 1
    )


def wrong_in(seed: int) -> str:
    """What is wrong in one case."""
    with tempfile.TemporaryDirectory() as folder:
        return wrong_with(damaged(seed, Path(folder)))


if __name__ == "__main__":
    found: Counter[str] = Counter()
    for case in range(int(sys.argv[1])):
        wrong = wrong_in(case)
        if wrong:
            found["wrong"] += 1
            sys.stdout.write(f"{case}: {wrong[:300]}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{found['wrong']} of {sys.argv[1]} cases wrong\n")
