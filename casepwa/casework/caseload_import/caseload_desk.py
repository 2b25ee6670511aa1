"""Bringing a caseload in at the desk: an administrator tries a file, then takes it in, whole or not at all.

The same examination as ``casepwa import-caseload``. The file is not kept, and nothing in it is logged or
audited: only counts are. Who has the file sees its own words again; of who is here already they see a case
number, never a name: an administrator does not read clients' records.
"""

from datetime import datetime

from sqlmodel import Session

from casepwa.casework import agencies, audit
from casepwa.casework.actors import Actor
from casepwa.casework.caseload_import import caseload_import, caseload_intake
from casepwa.casework.caseload_import.caseload_import import Findings
from casepwa.casework.caseload_import.caseload_intake import Taken
from casepwa.casework.errors import Invalid
from casepwa.casework.permissions import Permission, require

DATE_FORMATS = ("MM/DD/YYYY", "DD/MM/YYYY", "DD.MM.YYYY", "MM/DD/YY")
ENCODINGS = ("windows-1252",)


def examine(
    session: Session,
    *,
    actor: Actor,
    contents: bytes,
    date_format: str | None,
    encoding: str | None,
    at: datetime,
) -> Findings:
    """What the file would bring, and everything that is wrong with it. Changes nothing.

    Raises ``Denied`` without the role; ``Invalid('import_way')`` for a date format or encoding not offered.
    """
    require(actor, Permission.CASELOAD_IMPORT)
    if date_format not in (None, *DATE_FORMATS) or encoding not in (None, *ENCODINGS):
        raise Invalid("import_way")
    return caseload_import.examine(
        session,
        organization_id=actor.organization_id,
        contents=contents,
        at=at,
        date_format=date_format,
        encoding=encoding,
    )


def tried(session: Session, *, actor: Actor, findings: Findings) -> None:
    """Write down that a file was tried: counts only. A try tells who is here already."""
    audit.done(
        session,
        actor,
        Permission.CASELOAD_IMPORT,
        is_dry_run=True,
        people=len(findings.people),
        known=len(findings.known),
        likenesses=len(findings.likenesses),
        problems=len(findings.problems),
    )


def take_in(
    session: Session,
    *,
    actor: Actor,
    contents: bytes,
    date_format: str | None,
    encoding: str | None,
    at: datetime,
) -> tuple[Findings, Taken | None]:
    """Examine the file anew and take it in; None: it has problems, and nothing was changed.

    Two at once: the second waits, and finds everyone here already. Raises as ``examine``.
    """
    require(actor, Permission.CASELOAD_IMPORT)
    agencies.wait_for(session, actor.organization_id)
    findings = examine(
        session, actor=actor, contents=contents, date_format=date_format, encoding=encoding, at=at
    )
    if findings.problems:
        return findings, None
    taken = caseload_intake.take_in(
        session, organization_id=actor.organization_id, findings=findings, actor=actor
    )
    return findings, taken
