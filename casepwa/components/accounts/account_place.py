"""The boxes that say where someone works: roles, their team, the teams they lead."""

from typing import Any

import reflex as rx

from casepwa.components.kit import fields
from casepwa.components.kit.cards import LIST
from casepwa.offline.text import t, word
from casepwa.state.account import RoleBox, TeamBox


def place_fields(roles: Any, teams: Any, team_id: Any) -> rx.Component:
    """Names of the boxes: ``role:<code>``, ``team``, ``lead:<team id>``."""
    return rx.fragment(
        fields.group(t("Roles"), rx.el.div(rx.foreach(roles, _role), class_name=LIST)),
        fields.field(
            "team",
            t("Team they work in"),
            fields.select(
                rx.el.option(t("None"), value=""),
                rx.foreach(teams, _team),
                id="team",
                name="team",
                default_value=team_id,
                aria_describedby=fields.described_by("team"),
            ),
            hint=t("Case managers and care coordinators need one."),
        ),
        fields.group(
            t("Teams they supervise"),
            rx.el.div(rx.foreach(teams, _led), class_name=LIST),
            aside=t("for supervisors"),
        ),
    )


def _role(box: RoleBox) -> rx.Component:
    return fields.check_row(
        word("role", box.role),
        about=word("role_does", box.role),
        name=f"role:{box.role}",
        default_checked=box.held,
        key=box.role,
    )


def _team(team: TeamBox) -> rx.Component:
    return rx.el.option(team.name, value=team.id, key=team.id)


def _led(team: TeamBox) -> rx.Component:
    return fields.check_row(team.name, name=f"lead:{team.id}", default_checked=team.led, key=team.id)
