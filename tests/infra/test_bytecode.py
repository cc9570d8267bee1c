"""Bytecode in zips."""

import importlib.util
import marshal
import zipfile
from pathlib import Path
from types import CodeType

from infra.bytecode import digest_of, with_bytecode

UNCHECKED_HASH = 0b01  # PEP 552: hash-based, and never compared with the source


def _zip(path: Path, *, year: int = 2020, text: str = "x = 1\n") -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr(zipfile.ZipInfo("package/module.py", (year, 1, 1, 0, 0, 0)), text)
    return path


def test_a_module_is_compiled_and_never_compared_with_its_source(tmp_path: Path) -> None:
    compiled = with_bytecode(_zip(tmp_path / "a.zip"), tmp_path / "out", "/opt")
    with zipfile.ZipFile(compiled) as opened:
        (name,) = [one for one in opened.namelist() if one.endswith(".pyc")]
        content = opened.read(name)
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert int.from_bytes(content[4:8], "little") == UNCHECKED_HASH


def test_tracebacks_name_the_paths_of_the_function(tmp_path: Path) -> None:
    compiled = with_bytecode(_zip(tmp_path / "a.zip"), tmp_path / "out", "/opt")
    with zipfile.ZipFile(compiled) as opened:
        (name,) = [one for one in opened.namelist() if one.endswith(".pyc")]
        code = marshal.loads(opened.read(name)[16:])
    assert isinstance(code, CodeType)
    assert code.co_filename == "/opt/package/module.py"


def test_the_same_sources_give_the_same_zip_whenever_they_were_written(tmp_path: Path) -> None:
    one = with_bytecode(_zip(tmp_path / "a.zip", year=2020), tmp_path / "one", "/opt")
    other = with_bytecode(_zip(tmp_path / "a.zip", year=2024), tmp_path / "other", "/opt")
    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


def test_other_sources_give_another_zip(tmp_path: Path) -> None:
    before = digest_of(_zip(tmp_path / "a.zip"))
    assert before != digest_of(_zip(tmp_path / "b.zip", text="x = 2\n"))
