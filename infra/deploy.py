"""Deploys hosopay to AWS or to the local cloud, in the same way: package, join, upload, change set.

python -m infra.deploy --stage dev
python -m infra.deploy --stage local --endpoint-url http://127.0.0.1:4566 --parameter TokenIssuers=...
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from infra.aws import Cloud, open_cloud
from infra.errors import DeploymentRefused
from infra.finish import (
    API_STAGE,
    protect_tables,
    publish_gateway_responses,
    publish_throttles,
)
from infra.packaging import package
from infra.stack import Stack
from infra.template import Template, join, point_to_uploads, read_yaml
from infra.token_issuers import check_issuers
from infra.upload import artifact_bucket, upload_file, upload_template

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("local", "dev", "prod")


@dataclass(frozen=True)
class Deployed:
    """What a deployment left behind."""

    stack: str
    public_url: str
    changed: bool
    outputs: dict[str, str]


def stack_name(stage: str) -> str:
    """The stack of a stage; also the prefix of its secrets."""
    return f"hosopay-{stage}"


def deploy(cloud: Cloud, stage: str, given: dict[str, str], root: Path = ROOT) -> Deployed:
    """Make a stage what this working copy says. `given` parameters win over all others."""
    built = package(root, stage, cloud.region)
    joined = join(built.template, root)
    stack = Stack(cloud, stack_name(stage))
    told = {"CodeVersion": built.version, **given}
    wanted = choose_parameters(joined, stage, told, stack.parameters(), root)
    check_issuers(wanted["TokenIssuers"])
    bucket = artifact_bucket(cloud, stage)
    uploads = {name: upload_file(cloud, bucket, path) for name, path in built.archives.items()}
    body = json.dumps(point_to_uploads(joined, uploads), sort_keys=True).encode()
    address = upload_template(cloud, bucket, body)

    changed = stack.apply(address, wanted)
    outputs = stack.outputs()
    url = wanted["PublicUrl"]
    if "PublicUrl" not in given and (not url or cloud.endpoint_url):
        # Only the finished stack knows its address, and the local cloud's port may have changed.
        url = public_url(cloud, outputs)
        if url != wanted["PublicUrl"]:
            changed = stack.apply(address, {**wanted, "PublicUrl": url}) or changed
    protect_tables(cloud, joined, stack.resources())
    if cloud.endpoint_url:
        publish_gateway_responses(cloud, joined, outputs["RestAPIId"])
        publish_throttles(cloud, joined, outputs["RestAPIId"], wanted)
    return Deployed(stack.name, url, changed, outputs)


def public_url(cloud: Cloud, outputs: dict[str, str]) -> str:
    """The base address of the API, without a slash at its end."""
    if cloud.endpoint_url:
        return f"{cloud.endpoint_url}/_aws/execute-api/{outputs['RestAPIId']}/{API_STAGE}"
    return outputs["EndpointURL"].rstrip("/")


def choose_parameters(
    template: Template, stage: str, given: dict[str, str], deployed: dict[str, str], root: Path
) -> dict[str, str]:
    """A value for every parameter: given now, or the stage's, or as deployed, or the default."""
    declared = template["Parameters"]
    of_stage = read_yaml(root / "infra" / "stages.yaml").get(stage) or {}
    if unknown := sorted(set(given) - set(declared)):
        raise DeploymentRefused(f"The template has no parameter {', '.join(unknown)}.")
    defaults = {name: one["Default"] for name, one in declared.items() if "Default" in one}
    known = {**defaults, **deployed, **of_stage, **given, "Stage": stage}
    if missing := sorted(set(declared) - set(known)):
        example = " ".join(f"--parameter {name}=..." for name in missing)
        raise DeploymentRefused(f"Stage {stage} needs values that nobody gave yet: {example}")
    return {name: str(known[name]) for name in declared}


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description="Deploy hosopay.")
    parser.add_argument("--stage", required=True, choices=STAGES)
    parser.add_argument("--endpoint-url", help="a local cloud instead of AWS")
    parser.add_argument("--region", help="AWS region, if not the configured one")
    parser.add_argument(
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="VALUE may be file://PATH",
    )
    parser.add_argument("--stream", choices=("on", "off"), help="the tables' event sources")
    parser.add_argument("--package-only", action="store_true", help="package, join and stop")
    return parser.parse_args(argv)


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    pairs = [text.partition("=") for text in arguments.parameter]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise DeploymentRefused(f"--parameter takes NAME=VALUE, not {wrong[0]!r}.")
    given = {name: _text(value) for name, _, value in pairs}
    return {**given, "StreamEnabled": arguments.stream} if arguments.stream else given


def _text(value: str) -> str:
    """A value as it is, or the contents of a file (`file://...`), as the AWS CLI takes it."""
    if not value.startswith("file://"):
        return value
    path = Path(value.removeprefix("file://"))
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise DeploymentRefused(f"{path} cannot be read: {error.strerror}.") from None


def _package_only(stage: str, region: str) -> None:
    built = package(ROOT, stage, region)
    target = ROOT / "build" / stage / "template.json"
    target.write_text(json.dumps(join(built.template, ROOT), indent=2) + "\n")
    for path in (*built.archives.values(), target):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.relative_to(ROOT)}")


def main(argv: list[str]) -> int:
    """The command; 0, or 1 after one sentence that says what is wrong."""
    arguments = _arguments(argv)
    try:
        if arguments.package_only:
            _package_only(arguments.stage, arguments.region or "ap-southeast-1")
            return 0
        if arguments.stage == "local" and not arguments.endpoint_url:
            raise DeploymentRefused("Stage local is for the local cloud: `make up` deploys it.")
        cloud = open_cloud(arguments.endpoint_url, arguments.region)
        deployed = deploy(cloud, arguments.stage, _given(arguments))
    except DeploymentRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError) as error:
        print(f"The cloud refused: {error}", file=sys.stderr)
        return 1
    print(f"{deployed.stack}: {'deployed' if deployed.changed else 'nothing changed'}")
    print(f"  public address  {deployed.public_url}")
    for name, value in sorted(deployed.outputs.items()):
        print(f"  {name:<14}  {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
