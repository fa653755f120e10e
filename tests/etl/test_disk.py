"""Whether a disk is encrypted is read from the kernel's own files; made-up ones here."""

import os
from pathlib import Path

import pytest

from etl.disk import encryption_of


@pytest.fixture
def machine(tmp_path: Path):
    """Makes /sys and mountinfo with one block device under the test's folder: its uuid, and what lies below it."""
    number = tmp_path.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}"

    def make(uuid: str = "", below: str | None = None, kind: str = "ext4", block: bool = True,
             flags: str = "fpu vme") -> str:  # fmt: skip
        sys_root, mounts, processor = tmp_path / "sys", tmp_path / "mountinfo", tmp_path / "cpuinfo"
        processor.write_text(f"flags\t\t: {flags}\n")
        mounts.write_text(f"22 1 {device} / /data rw - {kind} /dev/nowhere rw\n")
        if block:
            found = sys_root / "dev" / "block" / device
            (found / "dm").mkdir(parents=True)
            (found / "dm" / "uuid").write_text(uuid)
            if below is not None:
                (found / "slaves" / "dm-1" / "dm").mkdir(parents=True)
                (found / "slaves" / "dm-1" / "dm" / "uuid").write_text(below)
        return encryption_of(tmp_path / "not" / "there", sys_root, mounts, processor)

    return make


def test_luks(machine) -> None:
    assert machine("CRYPT-LUKS2-abc-data") == "encrypted"


def test_a_volume_on_luks(machine) -> None:
    assert machine("LVM-abc", "CRYPT-LUKS2-abc") == "encrypted"


def test_a_volume_on_a_plain_disk(machine) -> None:
    assert machine("LVM-abc", "") == "not encrypted"


def test_a_plain_disk(machine) -> None:
    assert machine() == "not encrypted"


def test_a_mapping_that_only_checks_does_not_encrypt(machine) -> None:
    assert machine("CRYPT-VERITY-abc", "") == "not encrypted"


def test_a_virtual_machine_cannot_know_what_its_host_does(machine) -> None:
    assert machine(flags="fpu vme hypervisor") == "cannot tell"


def test_a_virtual_machine_that_encrypts_itself(machine) -> None:
    assert machine("CRYPT-LUKS2-abc-data", flags="fpu vme hypervisor") == "encrypted"


@pytest.mark.parametrize("kind", ["overlay", "nfs4", "tmpfs"])
def test_no_block_device(machine, kind: str) -> None:
    assert machine(kind=kind, block=False) == "cannot tell"


def test_encrypting_file_system(machine) -> None:
    assert machine(kind="ecryptfs", block=False) == "encrypted"


def test_elsewhere_than_linux(tmp_path: Path) -> None:
    assert encryption_of(tmp_path, tmp_path, tmp_path / "no-mountinfo") == "cannot tell"
