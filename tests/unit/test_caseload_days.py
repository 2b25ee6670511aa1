"""How a caseload file writes days, as declared."""

from datetime import date

import pytest

from casepwa.casework.caseload_import import caseload_days
from casepwa.casework.errors import Invalid


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("MM/DD/YYYY", "02/09/2016"),
        ("DD.MM.YYYY", "9.2.2016"),
        ("MM/DD/YY", "02/09/16"),
        ("M/D/YYYY", "2/9/2016"),
        ("DD-MMM-YYYY", "09-Feb-2016"),
        ("DD-MMM-YYYY", "9-FEB-2016"),
        ("MMMM D, YYYY", "February 9, 2016"),
        ("%d-%b-%Y", "09-Feb-2016"),
        ("%B %d, %Y", "February 9, 2016"),
        ("%m/%d/%Y", "02/09/2016"),
    ],
)
def test_days_are_read_as_declared(declared: str, written: str) -> None:
    way = caseload_days.declared_way(declared)
    assert caseload_days.read(written, way) == date(2016, 2, 9)


@pytest.mark.parametrize("declared", ["DD-MMM-YYYY", "MMMM D, YYYY"])
def test_a_day_is_shown_as_the_file_writes_it(declared: str) -> None:
    way = caseload_days.declared_way(declared)
    shown = caseload_days.written(date(2016, 9, 30), way)
    assert shown in {"30-Sep-2016", "September 30, 2016"}
    assert caseload_days.read(shown, way) == date(2016, 9, 30)


@pytest.mark.parametrize("written", ["30-Foo-2016", "31-Feb-2016", "Sep-30-2016", "30--2016", ""])
def test_what_is_no_day_is_none(written: str) -> None:
    assert caseload_days.read(written, caseload_days.declared_way("DD-MMM-YYYY")) is None


@pytest.mark.parametrize(
    "declared", ["MM/YYYY", "DD/MM", "YYYY", "MM/DD/YYYY MM", "%d/%m/%Y/%d", "%Q", "%m/%Y", "%", "days", ""]
)
def test_a_way_without_year_month_and_day_is_refused(declared: str) -> None:
    with pytest.raises(Invalid, match="import_date_format"):
        caseload_days.declared_way(declared)
