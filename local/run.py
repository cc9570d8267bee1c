"""`make run`: everything up, one dossier from filing to result, then serving until Ctrl-C."""

import argparse
import signal
import sys
import threading
from types import FrameType

from infra.progress import say
from local.cloud import cloud
from local.demo import demo
from local.process import Background
from local.sandbox import sandbox
from local.settings import LocalSettings, read_settings
from local.up import TROUBLES, describe, up


def main() -> int:
    """The command; 0, or 1 after one sentence that says what is wrong."""
    argparse.ArgumentParser(prog="make run", description=__doc__).parse_args()
    for asked in (signal.SIGINT, signal.SIGTERM):  # a shell's background job begins deaf to Ctrl-C
        signal.signal(asked, _as_ctrl_c)
    try:
        run(read_settings())
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def run(settings: LocalSettings) -> None:
    """Serve until interrupted, and stop what was started, whatever happens."""
    ours = [program for program in (cloud(settings), sandbox(settings)) if program.pid() is None]
    try:
        running = up(settings)
        demo(running.api_url, running.sandbox_url, running.tokens)
        describe(running)
        say("serving; Ctrl-C stops it")
        threading.Event().wait()
    finally:
        _stop(settings, ours)


def _as_ctrl_c(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(settings: LocalSettings, ours: list[Background]) -> None:
    """Stop what this command started; what `make up` had started goes on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cost the state
    stopped = [program.name for program in ours if program.stop()]
    if len(stopped) == 2:
        settings.run_file.unlink(missing_ok=True)
    if stopped:
        say(f"stopped: {', '.join(stopped)}")


if __name__ == "__main__":
    sys.exit(main())
