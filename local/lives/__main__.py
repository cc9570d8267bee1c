"""`make lives`: takes many dossiers through random legal lives in bad weather, and judges each."""

import argparse
import sys
import time
import uuid
from random import Random

import httpx

from infra.aws import Cloud, open_cloud
from infra.deploy import stack_name
from infra.progress import say
from infra.stack import Stack
from local.invariants import check
from local.lives.api import Api, Refused
from local.lives.crowd import Crowd
from local.lives.filings import CENTRE, OFFERED_HERE
from local.lives.judge import judge, running
from local.lives.life import a_life
from local.lives.quiet import Quiet
from local.lives.report import driven, figures, judged, table
from local.lives.weather import Event, Sky, weather
from local.settings import STAGE, LocalSettings, read_settings
from local.up import TROUBLES


def main() -> int:
    """0 if everything is where the decisions led; 1 if something is not; 2 if it cannot be asked."""
    asked = _arguments()
    try:
        settings = read_settings()
        limits = httpx.Limits(max_connections=asked.threads + 2)
        with httpx.Client(timeout=60, trust_env=False, limits=limits) as client:
            return run(settings, Api(settings.run_file, client), asked)
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 2


def run(settings: LocalSettings, api: Api, asked: argparse.Namespace) -> int:
    """Drive all lives, wait until it is quiet, judge and report."""
    begun, stamp = time.monotonic(), uuid.uuid4().hex[:12]
    lives = [a_life(number, asked.seed, asked.open_share, stamp) for number in range(asked.count)]
    sky = Sky(settings, asked.engine_faults, asked.seed)
    say(f"{asked.count} lives, seed {asked.seed}, against {settings.cloud_url}")
    _offer(api)
    _drive(Crowd(api, lives, asked.window), sky, asked)
    minutes = (time.monotonic() - begun) / 60
    quiet = Quiet(api, {life.code: life for life in lives})
    unquiet = quiet.wait()
    cloud = open_cloud(settings.cloud_url)
    records, found = check(cloud, STAGE)
    wrong = judge(lives, records, _running(cloud))
    told = driven(lives, records)
    for line in (*table(lives), *figures(lives, api, sky, minutes), told):
        say(line)
    for line in judged(wrong, found, unquiet, quiet.resumed):
        say(line)
    return 1 if wrong or found or unquiet else 0


def _drive(crowd: Crowd, sky: Sky, asked: argparse.Namespace) -> None:
    sky.begins()
    try:
        with weather(_events(sky, asked), lambda: len(crowd.ended) / len(crowd.lives)):
            crowd.drive(asked.threads, _tell)
    finally:
        sky.engine_works()


def _events(sky: Sky, asked: argparse.Namespace) -> list[Event]:
    """At random moments, which the seed decides."""
    random = Random(asked.seed)
    early, late = random.uniform(0.1, 0.35), random.uniform(0.5, 0.75)
    stream = [] if asked.no_stream_off else [(early, sky.stream_off_for_a_while)]
    return stream + ([] if asked.no_restart else [(late, sky.restart)])


def _tell(crowd: Crowd) -> None:
    lost = sum(crowd.api.lost.values())
    say(
        f"  … {len(crowd.ended)} of {len(crowd.lives)} lives ended, {crowd.open} open,"
        f" {crowd.api.calls} calls, {lost} sent again"
    )


def _offer(api: Api) -> None:
    """The procedure of a timing that the province does not offer, unless an earlier run did."""
    path = f"/v1/agencies/{CENTRE}/procedures/3.000340"
    try:
        api.call("manager", "PUT", path, OFFERED_HERE)
    except Refused as refusal:
        if refusal.code != "version_moved":
            raise


def _running(cloud: Cloud) -> list[str]:
    arn = Stack(cloud, stack_name(STAGE)).outputs()["WorkflowArn"]
    return running(cloud.client("stepfunctions"), arn)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make lives",
        description="Takes dossiers through random legal lives on the stage that `make up` started,"
        " while it is restarted, its stream is off and its engine fails, and judges where each ended."
        " A thousand take about ten minutes.",
    )
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine-faults", type=float, default=0.05, metavar="SHARE")
    parser.add_argument("--open-share", type=float, default=0.05, metavar="SHARE")
    parser.add_argument("--window", type=int, default=200, help="so many are open at once")
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--no-restart", action="store_true")
    parser.add_argument("--no-stream-off", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
