"""What every part of a bundle is."""

from pydantic import BaseModel, ConfigDict

FORMAT = 1


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
