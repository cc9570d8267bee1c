"""`python -m sandbox`: serves the providers' side on loopback until it is stopped."""

import argparse
import os
import socket
import sys
from pathlib import Path

import uvicorn

from sandbox.app import build
from sandbox.settings import HOST, Settings


def main() -> int:
    settings = _settings()
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, settings.port))
        listener.listen(128)
    except OSError as fault:
        print(
            f"The sandbox cannot listen on {HOST}:{settings.port} ({fault.strerror}): stop what uses this"
            " port, or choose another with --port.",
            file=sys.stderr,
        )
        return 1
    app = build(settings).app
    print(f"Sandbox ready on {settings.base_url} (log: {settings.base_url}/log)", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _settings() -> Settings:
    standard = Settings(Path(".local/sandbox.sqlite"), Path(".local/jwks.json"))
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument(
        "--port",
        type=int,
        default=int(os.environ.get("HOSOPAY_SANDBOX_PORT", standard.port)),
        help="port on 127.0.0.1 (HOSOPAY_SANDBOX_PORT, else %(default)s)",
    )
    parser.add_argument(
        "--state", type=Path, default=standard.state, help="the state file (%(default)s)"
    )
    parser.add_argument(
        "--jwks", type=Path, default=standard.jwks, help="key set of the token issuer (%(default)s)"
    )
    parser.add_argument(
        "--retry-after",
        type=_seconds,
        default=standard.retry_after,
        metavar="S,S,…",
        help="pauses in seconds between deliveries of a notification that is not accepted"
        f" ({','.join(str(each) for each in standard.retry_after)})",
    )
    parser.add_argument(
        "--vnpay-pause",
        type=float,
        default=standard.vnpay_pause,
        metavar="S",
        help="seconds between VNPAY's deliveries of a notification (%(default)s, as documented)",
    )
    chosen = parser.parse_args()
    return Settings(chosen.state, chosen.jwks, chosen.port, chosen.retry_after, chosen.vnpay_pause)


def _seconds(text: str) -> tuple[float, ...]:
    return tuple(float(each) for each in text.split(",") if each)


if __name__ == "__main__":
    sys.exit(main())
