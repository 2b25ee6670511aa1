"""Everything the environment decides, read once and typed."""

import re
from functools import cache
from pathlib import Path
from typing import LiteralString, Self

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_PASSWORD = "demo-only-change-me"  # noqa: S105 printed in the README; refused outside the demo
ROOT = Path(__file__).resolve().parent.parent
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
DATABASES: LiteralString = (
    "write sqlite:////folder/file.db, or postgresql://user:password@host/name with / : @ % of a password as "
    "%2F %3A %40 %25"
)


class Settings(BaseSettings):
    """The settings table of docs/operations.md, one field a row; unset means the default shown there."""

    model_config = SettingsConfigDict(
        env_prefix="CASEPWA_", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    host: str = Field(default="localhost", validation_alias=AliasChoices("HOST", "CASEPWA_HOST"))
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=AliasChoices("PORT", "CASEPWA_PORT"))
    workers: int = Field(default=1, ge=1)
    public_url: str | None = None
    """The address people type, when a proxy stands in front, for example https://case.example.org."""

    trusted_proxies: int = Field(default=0, ge=0)
    """How many proxies stand in front and add to X-Forwarded-For."""

    var: Path = ROOT / "var"
    database_url: str = ""
    redis_url: str | None = None

    site: Path = ROOT / ".web" / "site"
    """The finished front end, as `casepwa build` publishes it."""

    demo: bool = False
    secret_key: SecretStr | None = None
    accept_unsealed_devices: bool = False

    @field_validator("var", "site")
    @classmethod
    def _from_where_the_command_was_typed(cls, path: Path) -> Path:
        return path.absolute()

    @model_validator(mode="after")
    def _sqlite_unless_told_otherwise(self) -> Self:
        if not self.database_url:
            self.database_url = f"sqlite:///{self.var / 'casepwa.db'}"
        return self

    @field_validator("database_url")
    @classmethod
    def _by_the_driver_that_is_installed(cls, url: str) -> str:
        """Hosting services say postgres:// or postgresql://; SQLAlchemy would look for another driver."""
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)

    @field_validator("database_url")
    @classmethod
    def _a_file_from_where_the_command_was_typed(cls, url: str) -> str:
        relative = re.fullmatch(r"sqlite:///(?!/|:memory:|file:)(.+)", url)
        return f"sqlite:///{Path(relative[1]).absolute()}" if relative else url

    @field_validator("database_url")
    @classmethod
    def _one_of_a_database_that_we_know(cls, url: str) -> str:
        """What is wrong with it is not repeated: it holds the password."""
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            is_known = not url or make_url(url).drivername in DRIVERS
        except (ArgumentError, ValueError):
            is_known = False
        if not is_known:
            raise PydanticCustomError("database_url", DATABASES)
        return url


@cache
def settings() -> Settings:
    """The settings of this process, read from the environment at first use."""
    return Settings()
