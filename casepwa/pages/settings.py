"""Settings: who I am, how things look, this device, my devices, installing, signing out."""

import reflex as rx

from casepwa.components.device import settings_device, settings_leaving, settings_self
from casepwa.components.frames import shell
from casepwa.components.visits.visit_word_fields import visit_words
from casepwa.offline.text import t

ROUTE = "/settings"


TITLE = t("Settings")


def page() -> rx.Component:
    """The page."""
    return shell.phone(
        shell.header_below(t("Back"), href="/", title=t("Settings"), goes_back=True),
        settings_self.new_version(),
        rx.el.div(
            rx.el.div(settings_self.me(), settings_self.display(), class_name="min-w-0"),
            rx.el.div(
                settings_device.device(),
                settings_device.install(),
                settings_device.devices(),
                visit_words(),
                settings_leaving.sign_out(),
                class_name="min-w-0",
            ),
            class_name="grid grid-cols-1 items-start gap-x-6 @min-[44rem]:grid-cols-2",
        ),
        outside=(
            settings_device.forget_sheet(),
            settings_leaving.sign_out_sheet(t("The records of your people leave this device.")),
        ),
    )
