"""What every payload of a command is made of."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
SealedWord = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _storable(moment: datetime) -> datetime:
    """A wrong clock is flagged, never refused; a time that no calendar in UTC can hold is no time."""
    if not _EARLIEST <= moment <= _LATEST:
        raise ValueError("not a time between 1900 and 2200")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_storable)]


class Payload(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
