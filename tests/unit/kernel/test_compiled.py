"""The cache of compiled code: where it lies, and that it cannot go stale."""

from __future__ import annotations

from pathlib import Path

import numba
import pytest

from holdfast.kernel import compiled, contact


def test_the_cache_lies_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.setenv("HOLDFAST_CACHE", str(tmp_path))
    assert compiled.cache_folder() == tmp_path / f"kernel-{compiled.source_hash()}"


def test_without_a_word_of_the_user_the_cache_lies_in_his_cache_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("HOLDFAST_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiled.cache_folder().parent == tmp_path / "holdfast"


def test_any_line_of_the_kernel_changes_the_name_of_the_cache(monkeypatch, tmp_path):
    for path in Path(compiled.__file__).parent.glob("*.py"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    before = compiled.source_hash()
    with (tmp_path / "losses.py").open("a") as file:
        file.write("# one line more\n")
    assert compiled.source_hash() != before


def test_compiling_leaves_the_compilers_settings_as_they_were():
    before = numba.config.CACHE_DIR
    compiled.compiled(lambda x: x)
    assert before == numba.config.CACHE_DIR


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_compiled_code_lets_go_of_the_lock_and_keeps_its_arithmetic():
    options = contact.meet.targetoptions
    assert options["nogil"]
    assert not options.get("fastmath")
    assert not options.get("parallel")
