"""Everything the environment decides, read once and typed."""

from functools import cache
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings table of docs/operations.md, one field a row; unset means the default shown there."""

    model_config = SettingsConfigDict(env_prefix="CASEPWA_", env_ignore_empty=True, extra="ignore")

    host: str = Field(default="localhost", validation_alias=AliasChoices("HOST", "CASEPWA_HOST"))
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=AliasChoices("PORT", "CASEPWA_PORT"))
    workers: int = Field(default=1, ge=1)
    public_url: str | None = None
    """The address people type, when a proxy stands in front, for example https://case.example.org."""

    var: Path = ROOT / "var"
    database_url: str = ""
    redis_url: str | None = None

    demo: bool = False
    secret_key: SecretStr | None = None
    accept_unsealed_devices: bool = False

    def database(self) -> str:
        """The database's address; SQLite under `var` when none is given."""
        return self.database_url or f"sqlite:///{self.var / 'casepwa.db'}"


@cache
def settings() -> Settings:
    """The settings of this process, read from the environment at first use."""
    return Settings()
