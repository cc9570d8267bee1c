"""A provider is one file, one line, one folder, one document."""

from pathlib import Path

from chalicelib.providers.registry import PROVIDERS

ROOT = Path(__file__).parents[3]


def test_every_provider_has_its_folder_and_its_document() -> None:
    names = set(PROVIDERS)
    assert {path.parent.name for path in ROOT.glob("tests/providers/*/setting.json")} == names
    assert {path.stem for path in ROOT.glob("docs/providers/*.md")} == names
    assert all((ROOT / f"chalicelib/providers/{name}.py").exists() for name in names)


def test_a_method_belongs_to_one_provider() -> None:
    offered = [(method, each) for each in PROVIDERS.values() for method in each.methods]
    assert len({method for method, _ in offered}) == len(offered)


def test_the_limits_of_a_method_are_an_interval() -> None:
    for each in PROVIDERS.values():
        assert all(0 < method.minimum <= method.maximum for method in each.methods.values())
