"""`make lives` in short: random legal lives while the engine's calls fail, each judged at its end."""

from tests.e2e.stage import Stage


def test_lives_end_where_their_decisions_led_while_the_engine_fails(stage: Stage) -> None:
    options = "20 --seed 11 --engine-faults 0.1 --no-restart --no-stream-off"
    printed = stage.make("lives", OPTIONS=options)
    assert "✓ 0 things are not as they must be" in printed
    assert " before " in printed.split("engine    ")[1], "some calls of the engine did fail"
    assert not stage.settings.engine_faults.exists()
