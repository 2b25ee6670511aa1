"""Every handler that is told a record, with one of Maya's that is out of reach of who calls it."""

from typing import Any

from tests.integration.authority import (
    out_of_reach_administration,
    out_of_reach_caseloads,
    out_of_reach_family,
    out_of_reach_notes,
    out_of_reach_safety,
)

OUT_OF_REACH: dict[str, Any] = {
    **out_of_reach_administration.OUT_OF_REACH,
    **out_of_reach_caseloads.OUT_OF_REACH,
    **out_of_reach_family.OUT_OF_REACH,
    **out_of_reach_notes.OUT_OF_REACH,
    **out_of_reach_safety.OUT_OF_REACH,
}
"""What the event says, by the handler's short name: made when the cast is on stage."""
NO_RECORD = {
    **out_of_reach_administration.NO_RECORD,
    **out_of_reach_caseloads.NO_RECORD,
    **out_of_reach_notes.NO_RECORD,
    **out_of_reach_safety.NO_RECORD,
}
"""What is told something, but no record; and why that is enough."""
IN_ADDRESS = {
    "crisis_edit_state.look",
    "crisis_edit_state.save",
    "crisis_edit_state.write_on",
    "crisis_edit_state.publish",
    "crisis_edit_state.discard",
    "crisis_edit_state.decline",
    "crisis_edit_state.show_changes",
    "goal_edit_state.look",
    "goal_edit_state.save",
    "goal_edit_state.end",
    "goal_edit_state.resume",
    "goal_edit_state.save_step",
    "goal_edit_state.withdraw_step",
}
"""Handlers whose record is the client in the page's address; each is tried with one out of reach."""
