"""The page of programmes on record is what its command writes today."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_programmes as made  # noqa: E402  (stands in docs, which is no package)


def test_the_page_is_what_the_command_writes():
    written = made.PAGE.read_text("utf-8")
    assert made.page() == written, "run: python docs/make_programmes.py"
