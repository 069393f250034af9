"""The cache of compiled code: where it lies, and that it cannot go stale."""

from __future__ import annotations

from pathlib import Path

import numba
import pytest

from holdfast.kernel import cache_files, compiled, contact


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


@pytest.fixture
def fresh():
    """The choice of the folder made anew, before and after."""
    compiled.usable_folder.cache_clear()
    cache_files.warn_once.cache_clear()
    yield
    compiled.usable_folder.cache_clear()


def test_a_cache_that_cannot_be_written_gives_way_to_one_for_this_time(
    monkeypatch, tmp_path, caplog, fresh
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("HOLDFAST_CACHE", str(tmp_path / "file"))
    folder = Path(compiled.usable_folder())
    assert folder.is_dir()
    assert tmp_path not in folder.parents
    (said,) = caplog.messages
    assert "HOLDFAST_CACHE" in said
    assert "\n" not in said


def test_without_a_home_the_cache_is_one_for_this_time(monkeypatch, caplog, fresh):
    for name in ("HOLDFAST_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert Path(compiled.usable_folder()).is_dir()
    assert "there is no home folder" in caplog.text


def test_where_nothing_can_be_written_nothing_is_kept(monkeypatch, fresh):
    def full(*words, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compiled.tempfile, "TemporaryFile", full)
    monkeypatch.setattr(compiled.tempfile, "mkdtemp", full)
    assert compiled.usable_folder() is None


def files_of(folder):
    return cache_files.SealedFiles(str(folder), "twice-1.py311", "stamp")


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[:40], lambda raw: raw[:-1] + b"?", lambda _: b""]
)
def test_compiled_code_that_is_damaged_counts_as_missing(ending, spoil, tmp_path, caplog, fresh):
    files_of(tmp_path).save("key", {"code": b"machine"})
    assert files_of(tmp_path).load("key") == {"code": b"machine"}
    (path,) = tmp_path.glob(f"*.{ending}")
    path.write_bytes(spoil(path.read_bytes()))
    assert files_of(tmp_path).load("key") is None
    assert "damaged" in caplog.text
    files_of(tmp_path).save("key", {"code": b"anew"})
    assert files_of(tmp_path).load("key") == {"code": b"anew"}


def test_compiled_code_of_another_source_is_not_used(tmp_path):
    files_of(tmp_path).save("key", 1)
    assert cache_files.SealedFiles(str(tmp_path), "twice-1.py311", "later").load("key") is None


def test_code_that_cannot_be_kept_is_no_error(tmp_path, caplog, fresh):
    files_of(tmp_path / "not there").save("key", 1)
    assert "cannot be kept" in caplog.text
    (tmp_path / "twice-1.py311.nbi").mkdir()
    assert files_of(tmp_path).load("key") is None


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_all_compiled_code_lies_in_sealed_files():
    assert isinstance(contact.meet._cache._cache_file, cache_files.SealedFiles)
