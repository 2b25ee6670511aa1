"""Sees to it that there is a Chromium to test with: `python -m tools.chromium`.

The system's own, else Debian's package when root may install it, else the one that Playwright downloads.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import executable, launch


def main() -> int:
    """Return 0 when a Chromium starts; say what was tried otherwise."""
    if executable() is None and shutil.which("apt-get") and os.geteuid() == 0:
        say("installing Debian's package ...")
        quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quietly)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=quietly)
    with sync_playwright() as playwright:
        if executable() is None and not Path(playwright.chromium.executable_path).exists():
            say("downloading Playwright's own ...")
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        launch(playwright).close()
    return 0


def say(words: str) -> None:
    """Print at once, so that progress is seen in its order."""
    sys.stdout.write(f"Chromium: {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
