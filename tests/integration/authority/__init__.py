"""Who may do what, for everything that can be called: each State handler, API route and command kind.

Each refuses an anonymous caller, every role without its permission, and Charlie; denials are audited. What is
added without a rule makes test_everything_has_a_rule.py fail.
"""
