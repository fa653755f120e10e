"""Whether the disk under a folder is encrypted, as far as Linux tells: device-mapper with LUKS or plain crypt.

A virtual machine sees a plain disk also where its host encrypts it: there only "encrypted" can be said, never "not".
"""

import os
from pathlib import Path
from typing import Literal

Encryption = Literal["encrypted", "not encrypted", "cannot tell"]
_ENCRYPTING = {"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"}
_CIPHERS = ("CRYPT-LUKS", "CRYPT-PLAIN", "CRYPT-BITLK", "CRYPT-TCRYPT", "CRYPT-LOOPAES", "CRYPT-FVAULT2")
"""Kinds of mapping that encrypt; CRYPT-VERITY and CRYPT-INTEGRITY only check."""
_DEPTH = 8


def encryption_of(
    folder: Path,
    sys_root: Path = Path("/sys"),
    mounts: Path = Path("/proc/self/mountinfo"),
    processor: Path = Path("/proc/cpuinfo"),
) -> Encryption:
    """What is known of the disk that holds `folder`; "cannot tell" off Linux, and on network, layered or virtual disks.

    sys_root, mounts, processor: where the kernel tells it (other places in tests).
    """
    device = _device(folder)
    if device is None or not mounts.exists():
        return "cannot tell"
    kind, source = _mount(device, mounts)
    if kind in _ENCRYPTING:
        return "encrypted"
    block = sys_root / "dev" / "block" / device
    if not block.exists() and source.startswith("/dev/"):
        block = sys_root / "class" / "block" / Path(os.path.realpath(source)).name
    if not block.exists():
        return "cannot tell"
    block = block.resolve()
    if _is_crypt(block, _DEPTH):
        return "encrypted"
    return "cannot tell" if _is_virtual(block, processor) else "not encrypted"


def _is_virtual(block: Path, processor: Path) -> bool:
    """Whether this is a virtual machine, or the disk is one that a host lends."""
    lent = any(part.startswith(("virtio", "vbd-", "xen")) for part in block.parts)
    return lent or (processor.exists() and " hypervisor" in processor.read_text(encoding="utf-8", errors="replace"))


def _device(folder: Path) -> str | None:
    there = next((p for p in (folder.absolute(), *folder.absolute().parents) if p.exists()), None)
    if there is None or not hasattr(os, "major"):
        return None
    number = there.stat().st_dev
    return f"{os.major(number)}:{os.minor(number)}"


def _mount(device: str, mounts: Path) -> tuple[str, str]:
    """File system and source of the mount with this device number; ("", "") if there is none."""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        parts = before.split()
        if len(parts) > 2 and parts[2] == device:
            kind, source, *_ = [*after.split(), "", ""]
            return kind, source
    return "", ""


def _is_crypt(block: Path, depth: int) -> bool:
    """Whether the device, or every device below it, is a crypt mapping."""
    uuid = block / "dm" / "uuid"
    if uuid.exists() and uuid.read_text(encoding="ascii", errors="replace").startswith(_CIPHERS):
        return True
    below = sorted((block / "slaves").glob("*")) if (block / "slaves").is_dir() else []
    return bool(below) and depth > 0 and all(_is_crypt(b.resolve(), depth - 1) for b in below)
