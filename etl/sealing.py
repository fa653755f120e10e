"""Sealing files that travel, whole, in the age format (age-encryption.org/v1) by pyrage; no container of our own.

Extracts and lists of rejects are sealed to the receiver's key (any size, constant memory) or with a
passphrase (small files: the library holds these in memory). What is opened appears only when the last
block has been checked, so a file that was cut short or changed yields nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage import passphrase as with_passphrase
from pyrage import ssh, x25519

SUFFIX = ".age"
LARGEST_BY_PASSPHRASE = 64 * 1024 * 1024
"""Bytes of a file sealed with a passphrase: pyrage does that in memory only."""
SHORTEST_PASSPHRASE = 15
_HEAD = b"age-encryption.org/v1\n"
_KEY_LINE = "AGE-SECRET-KEY-"
_LARGEST_KEY_FILE = 100_000


class SealError(ValueError):
    """A file could not be sealed or opened; the text is a sentence for people and holds no secret."""


def new_seal_key(path: Path) -> str:
    """Write a new secret key for opening to `path` (owner only); returns the public key that senders need."""
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SealError(f"{path.name} is there already and was left alone; choose another name") from None
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"# public key: {public}\n{identity}\n")
    return public


def seal(path: Path, to: Path, recipients: Sequence[str] = (), passphrase: str | None = None) -> int:
    """Seal the file `path` into `to` for public keys (age1…, ssh-ed25519 …) or with a passphrase; bytes written.

    SealError when a key is none, both or neither way is asked for, or `to` is there already.
    """
    if bool(recipients) == (passphrase is not None):
        raise SealError("seal a file either to receivers' public keys or with a passphrase")
    _check_source(path)
    if passphrase is not None:
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise SealError(f"the passphrase must have at least {SHORTEST_PASSPHRASE} characters: use several words")
        if path.stat().st_size > LARGEST_BY_PASSPHRASE:
            raise SealError("the file is too large to be sealed with a passphrase (64 MB); seal it to a public key")
        data = with_passphrase.encrypt(path.read_bytes(), passphrase)
        _written(to, lambda out: out.write(data))
    else:
        keys = [_recipient(text) for text in recipients]
        with path.open("rb") as source:
            _written(to, lambda out: pyrage.encrypt_io(source, out, keys))
    return to.stat().st_size


def open_sealed(path: Path, to: Path, identity_file: Path | None = None, passphrase: str | None = None) -> int:
    """Open the sealed file `path` into `to` (owner only); bytes written.

    identity_file: the secret key (age or ssh); if that file is itself sealed with a passphrase, `passphrase`
    opens it. SealError: wrong key, cut short, changed, no sealed file; then `to` does not exist.
    """
    _check_source(path)
    with path.open("rb") as file:
        if not file.read(len(_HEAD)) == _HEAD:
            raise SealError(f"{path.name} is not a sealed file (age format)")
    if identity_file is None and passphrase is None:
        raise SealError("opening needs the secret key file or the passphrase")
    if identity_file is not None:
        identities = read_identities(identity_file, passphrase)
        with path.open("rb") as source:
            _opened(path, to, lambda out: pyrage.decrypt_io(source, out, identities))
    else:
        if path.stat().st_size > 2 * LARGEST_BY_PASSPHRASE:
            raise SealError(f"{path.name} is too large to have been sealed with a passphrase here; use the secret key")
        secret = passphrase or ""
        _opened(path, to, lambda out: out.write(with_passphrase.decrypt(path.read_bytes(), secret)))
    return to.stat().st_size


def read_identities(path: Path, passphrase: str | None = None) -> list[x25519.Identity | ssh.Identity]:
    """The secret keys in a key file: age keys one a line, or one OpenSSH key. SealError when there are none."""
    _check_source(path)
    if path.stat().st_size > _LARGEST_KEY_FILE:
        raise SealError(f"{path.name} is not a secret key file")
    data = path.read_bytes()
    try:
        if data.startswith(_HEAD):
            data = with_passphrase.decrypt(data, passphrase or "")
        if b"PRIVATE KEY-----" in data:
            return [ssh.Identity.from_buffer(data)]
        lines = [line.strip() for line in data.decode("ascii").splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line.startswith(_KEY_LINE)]
    except (pyrage.IdentityError, pyrage.DecryptError, UnicodeDecodeError):
        found = []
    if not found:
        raise SealError(f"{path.name} holds no secret key that can be used, or its passphrase is wrong")
    return found


def _recipient(text: str) -> x25519.Recipient | ssh.Recipient:
    try:
        return ssh.Recipient.from_str(text) if text.startswith("ssh-") else x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise SealError("a receiver's key is not a public key (age1… or ssh-ed25519 …)") from None


def _check_source(path: Path) -> None:
    if not path.is_file():
        raise SealError(f"there is no file {path.name}")


def _written(to: Path, work: Callable[[BinaryIO], object]) -> None:
    try:
        with _whole_or_nothing(to) as out:
            work(out)
    except OSError:
        raise SealError(f"{to.name} could not be written: is the disk full? Nothing was kept") from None


def _opened(path: Path, to: Path, work: Callable[[BinaryIO], object]) -> None:
    try:
        with _whole_or_nothing(to) as out:
            work(out)
    except SealError:
        raise
    except (pyrage.DecryptError, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise SealError(f"{to.name} could not be written: is the disk full? Nothing was kept") from None
        raise SealError(
            f"{path.name} could not be opened: the key or passphrase is not the right one, or the file was cut short "
            "or changed on its way. Nothing of it was kept; ask for it again"
        ) from None


@contextmanager
def _whole_or_nothing(to: Path) -> Iterator[BinaryIO]:
    """A file for its owner only that has its name when all went well, and is gone when not."""
    if to.exists():
        raise SealError(f"{to.name} is there already and was left alone")
    partial = to.with_name(to.name + ".partial")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(to)
    finally:
        partial.unlink(missing_ok=True)
