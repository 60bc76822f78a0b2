"""The fingerprint that stands with a published result: of its votes and a salt.

Of the votes alone it would confirm a guess: few people and statements leave few tables that fit the published tallies,
and whoever tries them all would know when they have the right one. The salt lies beside the votes in the download for
the organiser and auditors, and with an announced matrix for everybody.
"""

from __future__ import annotations

import hashlib

HOW_TO_CHECK = "how-to-check.txt"

_WORDS = """\
The fingerprint that stands with this result was made of these votes and of a salt. Without the salt nobody can try
guessed votes until the fingerprint fits.

salt:        {salt}
fingerprint: {sealed}

To check it:

1. yishiting analyse matrix.zip --out checked
   The report in the folder "checked" gives the fingerprint of the votes alone; in analysis.json it is "input_hash".
2. printf 'yishiting-sealed-v1\\n%s\\n%s\\n' SALT FINGERPRINT_OF_THE_VOTES | sha256sum
   This must be the fingerprint above, and the one on the page of the result.
"""


def sealed(fingerprint: str, salt: str) -> str:
    """Give the public fingerprint: SHA-256 of a salt and the fingerprint of the votes, 64 hexadecimal digits."""
    return hashlib.sha256(f"yishiting-sealed-v1\n{salt}\n{fingerprint}\n".encode()).hexdigest()


def how_to_check(*, salt: str, input_hash: str) -> str:
    """Say how somebody who has the votes checks the public fingerprint."""
    return _WORDS.format(salt=salt, sealed=input_hash)
