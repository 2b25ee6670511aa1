"""Alarms: I need help, safety concerns, overdue check-outs, as those who answer them read them."""
