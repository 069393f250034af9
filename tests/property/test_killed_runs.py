"""A run that is killed at any moment and resumed has the rows of one that was left alone."""

import itertools
import os
import random
import subprocess
import sys
import time

import pytest

from cards import template_text
from damage import played, rows
from holdfast.experiment.store import Store

KILLS = 40
PROGRAM_KILLS = int(os.environ.get("HOLDFAST_KILLS", "1"))
"""Of the program as a user starts it, which takes seconds to start; forty were made once."""

WORK = """
import os, signal, sys
from pathlib import Path
from damage import DESIGN, begin, cases, played
from holdfast.experiment.simulate import play

play(cases()[0].branches[0].theatre, DESIGN, __import__("numpy").arange(1))  # compiled, once
for line in sys.stdin:
    folder, after, place = line.split()
    child = os.fork()
    if child == 0:
        left = int(after)
        def counted(really):
            def one(*words, **more):
                global left
                left -= 1
                if left == 0 and place == "before":
                    os.kill(os.getpid(), signal.SIGKILL)
                given = really(*words, **more)
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return given
            return one
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir")):
            setattr(owner, name, counted(getattr(owner, name)))
        played(Path(folder), resume=True)
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system on which processes do not fork")
def test_forty_kills_at_random_moments_and_the_same_rows(tmp_path):
    luck = random.Random(9)
    whole = rows(played(tmp_path / "whole"))
    ended = []
    with subprocess.Popen(
        [sys.executable, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as worker:  # fmt: skip
        for n in range(KILLS):
            folder = tmp_path / f"run-{n // 4}"  # four kills, one after the other
            worker.stdin.write(f"{folder} {luck.randrange(1, 70)} {luck.choice(('before', 'x'))}\n")
            worker.stdin.flush()
            ended.append(int(worker.stdout.readline()))
            if n % 4 == 3:
                assert rows(played(folder, resume=True)) == whole, f"kill {n}"
                assert rows(Store.open(folder)) == whole
                assert not list(folder.rglob("*.damaged")), "a kill damages nothing"
        worker.stdin.close()
    assert ended.count(9) > KILLS // 2, "most were killed before they had ended"
    assert set(ended) <= {0, 9}


def program(card, folder):
    words = (str(card), "--futures", "3000", "--replications", "1", "--json", "--quiet")
    return [
        sys.executable, "-m", "holdfast.cli.main", "run", *words, "--out", str(folder), "--resume"
    ]  # fmt: skip


def killed_after(blocks, card, folder):
    """Start the program, kill it when that many blocks are done; whether it was alive then."""
    with subprocess.Popen(program(card, folder), stdout=subprocess.DEVNULL) as running:
        while running.poll() is None and len(list((folder / "seals").glob("*.json"))) < blocks:
            time.sleep(0.002)
        running.kill()
    return running.returncode == -9


def test_the_program_killed_and_started_again_gives_the_same_rows(tmp_path):
    card = tmp_path / "card.yaml"
    card.write_text(template_text())
    subprocess.run(program(card, tmp_path / "whole"), stdout=subprocess.DEVNULL, check=True)
    whole = rows(Store.open(tmp_path / "whole"))
    alive = 0
    for n in range(PROGRAM_KILLS):
        folder = tmp_path / f"run-{n // 5}"
        alive += killed_after(n % 5 + 1, card, folder)
    for n in itertools.takewhile(lambda n: (tmp_path / f"run-{n}").exists(), itertools.count()):
        folder = tmp_path / f"run-{n}"
        subprocess.run(program(card, folder), stdout=subprocess.DEVNULL, check=True)
        assert rows(Store.open(folder)) == whole
    assert 2 * alive >= PROGRAM_KILLS
