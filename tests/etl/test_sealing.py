"""Files that travel are sealed whole: what comes back is the same bytes, or nothing."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from etl.sealing import SealError, new_seal_key, open_sealed, seal

REPO = Path(__file__).parents[2]
BLOCK, TAG = 65_536, 16
PHRASE = "four words and more"


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str]:
    file = tmp_path / "keys" / "open.key"
    return file, new_seal_key(file)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    file = tmp_path / "extract.csv"
    file.write_bytes(os.urandom(3 * BLOCK + 123))
    return file


def test_there_and_back(tmp_path: Path, key: tuple[Path, str], plain: Path) -> None:
    sealed, back = tmp_path / "x.age", tmp_path / "back.csv"
    seal(plain, sealed, [key[1]])
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert plain.read_bytes()[:64] not in sealed.read_bytes()
    open_sealed(sealed, back, key[0])
    assert back.read_bytes() == plain.read_bytes()
    assert {stat.S_IMODE(f.stat().st_mode) for f in (sealed, back, key[0])} == {0o600}


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_every_size(tmp_path: Path, key: tuple[Path, str], size: int) -> None:
    plain = tmp_path / "p"
    plain.write_bytes(os.urandom(size))
    seal(plain, tmp_path / "s", [key[1]])
    assert open_sealed(tmp_path / "s", tmp_path / "b", key[0]) == size
    assert (tmp_path / "b").read_bytes() == plain.read_bytes()


def test_with_a_passphrase(tmp_path: Path, plain: Path) -> None:
    seal(plain, tmp_path / "s", passphrase=PHRASE)
    open_sealed(tmp_path / "s", tmp_path / "b", passphrase=PHRASE)
    assert (tmp_path / "b").read_bytes() == plain.read_bytes()
    with pytest.raises(SealError, match="not the right one"):
        open_sealed(tmp_path / "s", tmp_path / "c", passphrase=PHRASE + "!")
    assert not (tmp_path / "c").exists()


def test_a_key_file_may_itself_be_sealed(tmp_path: Path, key: tuple[Path, str], plain: Path) -> None:
    seal(plain, tmp_path / "s", [key[1]])
    seal(key[0], tmp_path / "locked.key", passphrase=PHRASE)
    open_sealed(tmp_path / "s", tmp_path / "b", tmp_path / "locked.key", PHRASE)
    assert (tmp_path / "b").read_bytes() == plain.read_bytes()


def test_cut_short_anywhere_is_refused_and_leaves_nothing(tmp_path: Path, key: tuple[Path, str], plain: Path) -> None:
    seal(plain, tmp_path / "s", [key[1]])
    whole = (tmp_path / "s").read_bytes()
    body = whole.index(b"\n--- ") + 1
    first = whole.index(b"\n", body) + 1 + 16  # the body begins with a nonce of 16 bytes
    edges = [first + n * (BLOCK + TAG) for n in range(4)]
    assert edges[-1] < len(whole) < edges[-1] + BLOCK + TAG
    for edge in [0, 10, body, first - 16, len(whole) - 1, *edges, *(e + 1 for e in edges), *(e - 1 for e in edges)]:
        (tmp_path / "cut").write_bytes(whole[:edge])
        with pytest.raises(SealError):
            open_sealed(tmp_path / "cut", tmp_path / "b", key[0])
        assert sorted(p.name for p in tmp_path.iterdir()) == ["cut", "extract.csv", "keys", "s"], edge


def test_changed_swapped_or_longer_is_refused(tmp_path: Path, key: tuple[Path, str], plain: Path) -> None:
    seal(plain, tmp_path / "s", [key[1]])
    whole = (tmp_path / "s").read_bytes()
    first = whole.index(b"\n", whole.index(b"\n--- ") + 1) + 17
    one, two = whole[first : first + BLOCK + TAG], whole[first + BLOCK + TAG : first + 2 * (BLOCK + TAG)]
    swapped = whole[:first] + two + one + whole[first + 2 * (BLOCK + TAG) :]
    flipped = whole[:-1] + bytes([whole[-1] ^ 1])
    for bad in (swapped, flipped, whole + b"x"):
        (tmp_path / "bad").write_bytes(bad)
        with pytest.raises(SealError):
            open_sealed(tmp_path / "bad", tmp_path / "b", key[0])
        assert not (tmp_path / "b").exists()


def test_wrong_key_and_wrong_things(tmp_path: Path, key: tuple[Path, str], plain: Path) -> None:
    seal(plain, tmp_path / "s", [key[1]])
    new_seal_key(tmp_path / "other.key")
    with pytest.raises(SealError, match="not the right one"):
        open_sealed(tmp_path / "s", tmp_path / "b", tmp_path / "other.key")
    with pytest.raises(SealError, match="not a sealed file"):
        open_sealed(plain, tmp_path / "b", key[0])
    with pytest.raises(SealError, match="not a secret key"):
        open_sealed(tmp_path / "s", tmp_path / "b", plain)
    with pytest.raises(SealError, match="already"):
        seal(plain, tmp_path / "s", [key[1]])
    with pytest.raises(SealError, match="not a public key"):
        seal(plain, tmp_path / "t", ["age1nonsense"])
    with pytest.raises(SealError, match="at least 15"):
        seal(plain, tmp_path / "t", passphrase="short")
    with pytest.raises(SealError, match="either"):
        seal(plain, tmp_path / "t")
    with pytest.raises(SealError, match="left alone"):
        new_seal_key(key[0])
    assert not (tmp_path / "b").exists() and not (tmp_path / "t").exists()


_LARGE = """
import resource, sys
from pathlib import Path
from etl.sealing import open_sealed, seal
folder, public = Path(sys.argv[1]), sys.argv[2]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
seal(folder / "large", folder / "large.age", [public])
open_sealed(folder / "large.age", folder / "again", folder / "keys" / "open.key")
sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))
"""


def test_memory_stays_the_same_whatever_the_size(tmp_path: Path, key: tuple[Path, str]) -> None:
    with (tmp_path / "large").open("wb") as out:
        out.truncate(120_000_000)
    done = subprocess.run(
        [sys.executable, "-c", _LARGE, str(tmp_path), key[1]], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(REPO), *filter(None, sys.path)])},
    )  # fmt: skip
    assert int(done.stdout) < 16_000, "kilobytes more at its peak"
    assert (tmp_path / "again").stat().st_size == 120_000_000
