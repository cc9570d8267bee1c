"""`make down`: stops the local cloud and the sandbox, and returns when the state is saved."""

import argparse
import sys

from local.cloud import stop_cloud
from local.errors import LocalTrouble
from local.sandbox import stop_sandbox
from local.settings import LocalSettings, read_settings


def down(settings: LocalSettings) -> list[str]:
    """Stop what runs; the names of what did."""
    stopped = [
        name for name, stop in (("cloud", stop_cloud), ("sandbox", stop_sandbox)) if stop(settings)
    ]
    settings.run_file.unlink(missing_ok=True)
    return stopped


def main() -> int:
    """The command; 0, or 1 after one sentence that says what is wrong."""
    argparse.ArgumentParser(prog="make down", description=__doc__).parse_args()
    try:
        stopped = down(read_settings())
    except LocalTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"stopped: {', '.join(stopped)}" if stopped else "nothing was running")
    return 0


if __name__ == "__main__":
    sys.exit(main())
