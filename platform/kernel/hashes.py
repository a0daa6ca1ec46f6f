"""SM3 (GB/T 32905-2016), the hash that authorities in China ask for beside SHA-256.

It comes with OpenSSL, whose build may leave it out; then the program says so when it starts instead of when a document
is to be issued (`kernel.checks`).
"""

import hashlib

NAME = "sm3"


def sm3(content: bytes) -> str:
    """Return the SM3 of the bytes, in hexadecimal; raises ValueError where OpenSSL was built without it."""
    return hashlib.new(NAME, content).hexdigest()


def knows_sm3() -> bool:
    """Whether this machine's OpenSSL computes it."""
    return NAME in hashlib.algorithms_available
