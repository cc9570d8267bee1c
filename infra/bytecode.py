"""Puts compiled bytecode into a zip, because Lambda's file system is read-only and a cold start
would otherwise compile every module anew. Equal sources give equal zips, byte for byte."""

import compileall
import hashlib
import py_compile
import shutil
import tempfile
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)


def digest_of(archive: Path) -> str:
    """What an archive holds, whatever the times written in it."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(archive) as opened:
        for entry in sorted(opened.infolist(), key=lambda one: one.filename):
            digest.update(f"{entry.filename}\0{entry.CRC}\0{entry.file_size}\n".encode())
    return digest.hexdigest()


def with_bytecode(archive: Path, folder: Path, mounted_at: str) -> Path:
    """A copy of `archive` in `folder`, with bytecode, named by its contents; made once.

    `mounted_at` is where Lambda unpacks it: tracebacks then name the paths of the function.
    """
    compiled = folder / f"{archive.stem}-{digest_of(archive)[:32]}.zip"
    if compiled.exists():
        return compiled
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        tree = Path(scratch) / "tree"
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(tree)
        _compile(tree, mounted_at)
        packed = Path(scratch) / "packed.zip"
        _pack(tree, packed)
        shutil.move(packed, compiled)
    return compiled


def _compile(tree: Path, mounted_at: str) -> None:
    for stale in tree.rglob("__pycache__"):
        shutil.rmtree(stale)
    compileall.compile_dir(
        tree,
        quiet=2,  # some wheels carry templates that are not Python
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        stripdir=str(tree),
        prependdir=mounted_at,
    )


def _pack(tree: Path, packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as opened:
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(tree)), EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                opened.writestr(entry, path.read_bytes())
