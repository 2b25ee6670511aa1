"""The demo agency: invented people whose days one can try CasePWA on (docs/demo.md).

The same seed gives the same people, with the same ids, every time; dates follow today. Words are in the
TOML files beside this: ``families.toml`` (who), ``situations/`` (what their lives and plans are about),
``phrases.toml`` (how workers write), ``names.toml`` (more people, for measuring).
"""
