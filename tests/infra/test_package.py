"""What ships to Lambda."""

import zipfile
from pathlib import Path

from infra.aws import LOCAL_REGION
from infra.deploy import ROOT
from infra.packaging import Package, code_version, package

LAMBDAS_LIMIT = 50_000_000
IN_THE_RUNTIME = {"boto3", "botocore", "s3transfer", "urllib3"}
DEVELOPMENT = {"pytest", "moto", "mypy", "local", "infra", "sandbox", "tests"}


def _application(built: Package) -> list[str]:
    return _names(built.archives["./deployment.zip"])


def _packages(built: Package) -> set[str]:
    names = _names(built.archives["./layer-deployment.zip"])
    return {name.split("site-packages/")[1].split("/")[0] for name in names if "site-" in name}


def _names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as opened:
        return opened.namelist()


def test_the_application_ships_with_its_bytecode(built: Package) -> None:
    names = _application(built)
    assert "app.py" in names
    assert "__pycache__/app.cpython-311.pyc" in names
    assert any(name.startswith("chalicelib/domain/__pycache__/") for name in names)


def test_nothing_ships_that_is_there_already_or_for_developers_only(built: Package) -> None:
    shipped = _packages(built) | {name.split("/")[0] for name in _application(built)}
    assert "pydantic" in shipped
    assert not shipped & (IN_THE_RUNTIME | DEVELOPMENT)


def test_a_package_fits(built: Package) -> None:
    assert sum(path.stat().st_size for path in built.archives.values()) < LAMBDAS_LIMIT


def test_nothing_changed_is_nothing_built(built: Package) -> None:
    template = ROOT / "build" / "local" / "sam.json"
    before = template.stat().st_mtime_ns
    assert package(ROOT, "local", LOCAL_REGION) == built
    assert template.stat().st_mtime_ns == before


def test_the_version_is_what_the_contents_say(built: Package, tmp_path: Path) -> None:
    assert built.version == code_version(ROOT)
    versions = set()
    for name, text in (("app.py", "a"), ("app.py", "b"), ("stepfunctions/dossier.asl.json", "{}")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        for needed in ("app.py", "requirements.txt", ".chalice/config.json"):
            (tmp_path / needed).parent.mkdir(exist_ok=True)
            (tmp_path / needed).touch()
        (tmp_path / name).write_text(text)
        versions.add(code_version(tmp_path))
    assert len(versions) == 3
