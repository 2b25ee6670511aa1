"""Makes .venv and installs exactly what the lock file names: `python3 tools/install.py [--dev]`.

Standard library only, because it runs before anything is installed, and in syntax that an old Python can
read far enough to be told that it is too old. A second run with the same lock files does nothing.
"""

import hashlib
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENVIRONMENT = os.path.join(ROOT, ".venv")
RECORD = os.path.join(ENVIRONMENT, "casepwa-installed.json")
RUN = "requirements.lock"
DEV = "requirements-dev.lock"  # everything in RUN, at the same versions, and what developing needs
OLDEST = (3, 11)


def main(dev):
    """Install for running, or with `dev` for developing too."""
    if sys.version_info < OLDEST:
        stop(
            "CasePWA needs Python 3.11 or newer; this is %d.%d. "
            "Say which one to use: make run PYTHON=python3.11" % sys.version_info[:2]
        )
    if os.path.islink(ENVIRONMENT):
        say("Environment: .venv is a link, so it is left as it is.")
        return
    wanted = {DEV: content_of(DEV)} if dev else {RUN: content_of(RUN)}
    wanted["pyproject.toml"] = content_of("pyproject.toml")
    installed = record()
    is_here = all(installed.get(name) == content for name, content in wanted.items())
    if is_here and is_for_this_python():
        return
    make_environment()
    install("--require-hashes", "--requirement", os.path.join(ROOT, DEV if dev else RUN))
    install("--no-deps", "--no-build-isolation", "--editable", ROOT)
    if dev:
        wanted[RUN] = content_of(RUN)
    with open(RECORD, "w", encoding="utf-8") as file:
        json.dump(dict(record(), python=python_version(), **wanted), file, indent=1)


def make_environment():
    """A new environment if there is none that works, or if it was made for another Python."""
    if is_for_this_python():
        return
    say("Environment: making .venv with Python %s ..." % python_version())
    if subprocess.call([sys.executable, "-m", "venv", "--clear", ENVIRONMENT]) != 0:
        stop("Python could not make an environment. On Debian or Ubuntu: apt install python3-venv")


def is_for_this_python():
    """Whether .venv's Python runs, and it and what was installed are of the version that runs this."""
    python = os.path.join(ENVIRONMENT, "bin", "python")
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        said = subprocess.check_output([python, "-S", "-c", version], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return said.decode().strip() == python_version() == record().get("python", python_version())


def install(*what):
    """Run pip in the environment, its progress in view."""
    say("Environment: installing %s ..." % os.path.basename(what[-1].rstrip("/")))
    pip = [os.path.join(ENVIRONMENT, "bin", "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--no-input", *what], cwd=ROOT) != 0:
        stop("Installing failed: the lines above say why. Without a network it cannot work the first time.")


def record():
    """What the last run installed, by file name; empty if it did not finish."""
    try:
        with open(RECORD, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def content_of(name):
    """The SHA-256 of a file: a clone changes times, not contents."""
    with open(os.path.join(ROOT, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def python_version():
    """Major and minor version of the Python that runs this."""
    return "%d.%d" % sys.version_info[:2]


def say(words):
    """Print at once, so that progress is seen in its order."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def stop(words):
    """End with a sentence instead of a traceback."""
    sys.stderr.write(words + "\n")
    sys.exit(1)


if __name__ == "__main__":
    main(dev="--dev" in sys.argv[1:])
