"""The environment as one frozen model; read on demand, never at import."""

import os
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """What the template gives to every function. Names are the environment's, lower case."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: str
    procedures_table: str
    dossiers_table: str
    transactions_table: str
    callbacks_table: str
    workflow_arn: str
    secrets_prefix: str
    public_url: str
    momo_url: str
    vnpay_pay_url: str = ""
    vnpay_api_url: str = ""
    token_issuers: str
    code_version: str = "unknown"
    log_level: str = Field(default="INFO")
    cors_origins: str = Field(default="")

    @property
    def cors_origin_list(self) -> tuple[str, ...]:
        """The origins whose pages may call the API: `CORS_ORIGINS`, separated by commas."""
        return tuple(origin.strip() for origin in self.cors_origins.split(",") if origin.strip())


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; raises ValidationError naming every variable that is missing."""
    found = os.environ if environment is None else environment
    return Settings.model_validate({name.lower(): value for name, value in found.items()})
