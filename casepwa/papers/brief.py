"""The one-page brief of a person, as a paper: safety first, what is promised, what happened last."""

from casepwa.casework.bundles.bundle_shapes import CrisisPlan, GoalLine, NoteLine, Step, VisitLine
from casepwa.casework.caseloads.client_briefs import Brief
from casepwa.papers.paper import Line, Paper, Section
from casepwa.papers.words import Words

_NOTE = 320
"""Characters of a note's text on paper; what is cut ends in an ellipsis, the whole note is in the app."""


def paper_of(brief: Brief, *, printed_by: str, language: str) -> Paper:
    """``brief`` in ``language``, printed by the person of this name."""
    words = Words(language)
    t = words.t
    at = brief.made_at.astimezone(brief.zone)
    plan = brief.crisis_plan
    sections = (
        Section(
            title=t("Safety alerts"),
            lines=tuple(
                Line(label=alert.title, text=alert.detail or "", bullet=True) for alert in brief.alerts
            ),
            is_urgent=bool(brief.alerts),
            empty=t("No safety alert is recorded."),
        ),
        Section(
            title=t("Crisis plan"),
            lines=_plan(plan, words) if plan else (),
            is_urgent=plan is not None,
            empty=t("No crisis plan is in force."),
        ),
        Section(
            title=t("Open steps"),
            lines=tuple(_step(step, words) for step in brief.open_steps),
            empty=t("No step is open."),
        ),
        Section(
            title=t("Goals"),
            lines=tuple(_goal(goal, words) for goal in brief.goals),
            empty=t("No goal is active."),
        ),
        Section(
            title=t("Visits ahead"),
            lines=tuple(_visit(visit, words, brief) for visit in brief.visits_ahead),
            empty=t("No visit is planned."),
        ),
        Section(
            title=t("Last notes"),
            lines=tuple(_note(note, words, brief) for note in brief.last_notes),
            empty=t("No note in the last 90 days."),
        ),
    )
    return Paper(
        title=brief.header.name,
        facts=tuple(fact for fact in _facts(brief, words) if fact),
        sections=sections,
        language=words.language,
        agency=brief.agency,
        version=t("The record as it stood on {when}.", when=words.moment(at)),
        printed_by=printed_by,
        printed_at=at,
        has_part_2=brief.has_part_2,
    )


def _facts(brief: Brief, words: Words) -> list[str]:
    t, header, due = words.t, brief.header, brief.contact_due
    age = brief.age
    who = [
        t("{n} year old", plural="{n} years old", n=age) if age is not None else "",
        header.pronouns or "",
        brief.program or "",
    ]
    home = [", ".join(header.lives_with), "" if header.is_confidential else header.address or ""]
    owed = ""
    if due and due.due_on:
        day = words.day(due.due_on)
        owed = (
            t("A contact was due by {day}.", day=day)
            if brief.is_overdue
            else t("Next contact due by {day}.", day=day)
        )
    place = t("Confidential place: the address is in the app only.") if header.is_confidential else ""
    alone = t("Never visited alone.") if header.pair_required else ""
    return [
        " · ".join(part for part in who if part),
        " · ".join(part for part in home if part),
        " ".join(part for part in (owed, place, alone) if part),
        _moved(brief, words),
    ]


def _moved(brief: Brief, words: Words) -> str:
    t, moved = words.t, brief.moved
    if moved is None:
        return ""
    said: dict[str, str] = {
        "giver": moved.from_worker,
        "taker": moved.to_worker,
        "day": words.day(moved.takes_effect_at.astimezone(brief.zone)),
    }
    if moved.is_settled:
        return f"{t('From {giver} to {taker} on {day}.', **said)} {moved.reason}"
    return f"{t('Goes from {giver} to {taker} on {day}.', **said)} {moved.reason}"


def _plan(plan: CrisisPlan, words: Words) -> tuple[Line, ...]:
    t, content = words.t, plan.content
    helps = content.what_helps
    lines = [
        *(
            Line(label=call.label, text=call.phone, note=call.who or "", bullet=True)
            for call in content.calls
        ),
        _listed(t("What helps"), [*helps.own, *helps.people_and_places, *helps.family_and_friends]),
        _listed(t("Never do"), content.never_do),
        _listed(t("Warning signs"), content.warning_signs),
    ]
    review = t("Review by {day}.", day=words.day(plan.review_due_on)) if plan.review_due_on else ""
    said = t("Version {n}, by {name}.", n=plan.version, name=plan.author)
    return (*(line for line in lines if line), Line(text="", note=f"{said} {review}".strip()))


def _listed(label: str, parts: list[str]) -> Line | None:
    return Line(label=label, text="; ".join(parts), bullet=True) if parts else None


def _step(step: Step, words: Words) -> Line:
    t = words.t
    due = t("by {day}", day=words.day(step.due_on)) if step.due_on else ""
    needs = t("needs help") if step.needs_help_at else ""
    return Line(
        text=step.what, note=", ".join(part for part in (step.owner, due, needs) if part), bullet=True
    )


def _goal(goal: GoalLine, words: Words) -> Line:
    t = words.t
    last = goal.marks[-1] if goal.marks else None
    marked = t("last mark: {level}", level=words.word("mark", last.level)) if last else t("not marked yet")
    due = t("by {day}", day=words.day(goal.due_on)) if goal.due_on else ""
    return Line(text=f"“{goal.words}”", note=", ".join(part for part in (due, marked) if part), bullet=True)


def _visit(visit: VisitLine, words: Words, brief: Brief) -> Line:
    starts = visit.planned_start.astimezone(brief.zone)
    where = "" if visit.is_confidential else visit.place_name
    where = where or words.word("place", visit.place_type)
    return Line(text=words.moment(starts), note=f"{visit.worker}, {where}", bullet=True)


def _note(note: NoteLine, words: Words, brief: Brief) -> Line:
    happened = note.started_at.astimezone(brief.zone)
    text = " ".join(note.text.split())
    shown = text if len(text) <= _NOTE else f"{text[:_NOTE].rsplit(' ', 1)[0]} …"
    outcome = words.word("outcome", note.outcome)
    return Line(label=f"{words.day(happened)}, {outcome}.", text=shown, note=note.author, bullet=True)
