"""The stage's own key: made once, kept, and read by nobody but who needs it."""

from fnmatch import fnmatchcase

from infra.template import Template
from tests.infra.reading import of_type, rights

KEY = "${AWS::StackName}/applicant-key-a1b2c3"
"""AWS adds six characters to a secret's name in its ARN."""

MERCHANT = "${AWS::StackName}/momo/MOMO-a1b2c3"
READ = "secretsmanager:GetSecretValue"


def readers(template: Template, secret: str) -> set[str]:
    """The roles that may read a secret."""
    return {
        role
        for role in of_type(template, "AWS::IAM::Role")
        for right in rights(template, role)
        if right.action == READ and fnmatchcase(secret, right.resource.partition(":secret:")[2])
    }


def test_only_the_api_finds_applicants(joined: Template) -> None:
    assert readers(joined, KEY) == {"ApiHandlerRole"}


def test_who_asks_providers_reads_merchants_secrets(joined: Template) -> None:
    assert readers(joined, MERCHANT) == {"ApiHandlerRole", "RunDueRole"}


def test_the_key_is_where_the_functions_look_and_outlives_its_stack(joined: Template) -> None:
    [(name, secret)] = of_type(joined, "AWS::SecretsManager::Secret").items()
    assert secret["Name"] == {"Fn::Sub": "${AWS::StackName}/applicant-key"}
    resource = joined["Resources"][name]
    assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resource["UpdateReplacePolicy"] == "Retain"


def test_what_is_generated_is_a_key_of_256_bits_in_hexadecimal_digits(joined: Template) -> None:
    """Read as AWS documents GenerateSecretString; a change of it would replace the keys in use."""
    [secret] = of_type(joined, "AWS::SecretsManager::Secret").values()
    generated = secret["GenerateSecretString"]
    printable = {chr(code) for code in range(33, 127)}
    assert printable - set(generated["ExcludeCharacters"]) == set("0123456789abcdef")
    assert (generated["SecretStringTemplate"], generated["GenerateStringKey"]) == ("{}", "1")
    assert generated["PasswordLength"] * 4 == 256
    assert generated["RequireEachIncludedType"] is False
    assert not generated.get("IncludeSpace")
