"""`casepwa import-caseload`: shows what a file would bring, and what is wrong with it by line and column."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typer

from casepwa.casework import agencies
from casepwa.casework.caseload_import import caseload_import, caseload_intake
from casepwa.casework.caseload_import.caseload_import import Findings
from casepwa.casework.errors import CaseworkError
from casepwa.database import unit_of_work

Say = Callable[[CaseworkError], str]


def take(
    path: Path,
    *,
    dry_run: bool,
    date_format: str | None,
    encoding: str | None,
    agency: str | None,
    say: Say,
) -> bool:
    """Examine the file and, unless ``dry_run``, take it in, whole or not at all. False: it has problems."""
    contents = path.read_bytes()
    with unit_of_work(readonly=dry_run) as session:
        organization_id = agencies.named(session, agency).id
        if not dry_run:
            agencies.wait_for(session, organization_id)
        findings = caseload_import.examine(
            session,
            organization_id=organization_id,
            contents=contents,
            at=datetime.now(UTC),
            date_format=date_format,
            encoding=encoding,
        )
        _show(findings, say)
        if findings.problems:
            return False
        if dry_run:
            typer.echo(f"Dry run: {len(findings.people)} people would be taken in. Nothing was changed.")
            return True
        taken = caseload_intake.take_in(session, organization_id=organization_id, findings=findings)
    typer.echo(
        f"Taken in: {taken.people} people, {taken.families} families, {taken.contacts} contacts, "
        f"{taken.goals} goals, {taken.visits} visits, {taken.plans} crisis plans."
    )
    return True


def _show(findings: Findings, say: Say) -> None:
    for problem in findings.problems:
        where = f"line {problem.line}" if problem.line else "file"
        column = f", {problem.column}" if problem.column else ""
        typer.echo(f"{where}{column}: {say(problem.error)}", err=True)
    if findings.problems:
        typer.echo(f"{len(findings.problems)} problems. Nothing was changed.", err=True)
    if findings.known:
        typer.echo(f"Here already and left as they are: {len(findings.known)}.")
    for like in findings.likenesses:
        other = f"line {like.other_line}" if like.other_line else f"case {like.other_case_number or '?'}"
        born = like.birth_date.isoformat() if like.birth_date else "birth date unknown"
        typer.echo(f"Possible duplicate: line {like.line}, {like.name} ({born}): {like.other_name}, {other}")
    for what, names in (
        ("Into a household that is here already, lines", [str(line) for line in findings.joining]),
        ("Columns not read", findings.not_read),
        ("New programs", findings.new_programs),
        ("New payers", findings.new_payers),
    ):
        if names:
            typer.echo(f"{what}: {', '.join(names)}")
