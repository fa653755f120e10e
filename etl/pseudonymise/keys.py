"""Keys and pseudonyms: a secret of 256 bits that stays in the authority, and keyed hashes made with it.

A hash without a key of a short local number can be undone by trying all numbers; a keyed one
(HMAC-SHA-256) cannot, as long as the key stays at home. The same key and local id always give the
same pseudonym, so that months and extracts join.
"""

import hmac
import os
import re
import secrets
import stat
import unicodedata
from pathlib import Path

KEY_BYTES = 32
"""256 bits, the length of the hash: shorter keys are refused."""
SHORTEST = 16
"""Hex digits of a pseudonym: 64 bits, so that 100,000 children collide with odds under one in a billion."""
_LIKE_A_NUMBER = re.compile(r"\d+(e\d+)?")


class PseudonymiseError(ValueError):
    """Pseudonymising could not be done; the text says what to mend and holds no cell value."""


def new_key(path: Path) -> None:
    """Write a new random key (64 hex digits) to `path`, readable by its owner only.

    PseudonymiseError if something is there already: a lost key makes every earlier pseudonym orphan.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    except FileExistsError as error:
        raise PseudonymiseError(
            f"{path.name} is there already and was left alone: with another key the same child would get another "
            "pseudonym. Choose another name if you really mean to start afresh."
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")


def read_key(path: Path) -> bytes:
    """The key in `path` (hex digits). PseudonymiseError if absent, not hex, short or plainly not random."""
    try:
        text = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except OSError as error:
        raise PseudonymiseError(f"The key file {path.name} could not be read; `vemt new-key` makes one.") from error
    except ValueError as error:
        raise PseudonymiseError(f"{path.name} is not a key: it must hold hex digits only (`vemt new-key`).") from error
    if len(key) < KEY_BYTES:
        raise PseudonymiseError(
            f"The key in {path.name} has {len(key) * 8} bits; at least {KEY_BYTES * 8} are needed (`vemt new-key`)."
        )
    if len(set(key)) < KEY_BYTES // 2:
        raise PseudonymiseError(f"The key in {path.name} is not random: bytes repeat. Make one with `vemt new-key`.")
    return key


def readable_by_others(path: Path) -> bool:
    """Whether group or world may read `path` (always False where the system has no such rights)."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def normalise_id(text: str) -> str:
    """A local id as one spelling: no spaces, upper case, Excel's `.0` and leading zeros of a number gone."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if re.fullmatch(r"\d+\.0+", plain):
        plain = plain.split(".")[0]
    return plain.lstrip("0") or "0" if plain.isdigit() else plain


def pseudonym(key: bytes, *parts: str) -> str:
    """First 16 hex digits of HMAC-SHA-256 over `parts`; some more where 16 would look like a number to Excel."""
    digest = hmac.new(key, "|".join(parts).encode(), "sha256").hexdigest()
    length = SHORTEST
    while length < len(digest) and _LIKE_A_NUMBER.fullmatch(digest[:length]):
        length += 1
    return digest[:length]
