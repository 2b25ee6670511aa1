"""Settings of a family member, in the family's frame."""

import reflex as rx

from casepwa.components.device import settings_device, settings_leaving, settings_self
from casepwa.components.frames import family_shell
from casepwa.offline.text import t

ROUTE = "/family/settings"
TITLE = t("Settings")


def page() -> rx.Component:
    """The page."""
    return family_shell.framed(
        t("Settings"),
        settings_self.new_version(),
        settings_self.me(),
        settings_self.display(),
        settings_device.device(),
        settings_device.install(),
        settings_device.devices(),
        settings_leaving.sign_out(),
        outside=(
            settings_device.forget_sheet(),
            settings_leaving.sign_out_sheet(t("What your team shared with you leaves this phone.")),
        ),
    )
