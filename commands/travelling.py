"""vemt seal, open, seal-key: files that travel, sealed whole in the age format."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import JsonOption, WrongUse, command, emit, out
from etl import sealing

_PhraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", exists=True, dir_okay=False, help="File whose first line it is.")
]
_File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]


def _phrase(file: Path | None, twice: bool) -> str:
    """The passphrase from a file's first line, else asked for on the terminal."""
    if file is not None:
        return (file.read_text(encoding="utf-8").splitlines() or [""])[0]
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice))


@command
def seal(
    file: _File,
    to_key: Annotated[list[str] | None, typer.Option("--to", help="Receiver's public key; may repeat.")] = None,
    keys_file: Annotated[Path | None, typer.Option("--to-file", exists=True, help="Public keys, one a line.")] = None,
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Seal with a passphrase (up to 64 MB).")] = False,
    passphrase_file: _PhraseFile = None,
    out_file: Annotated[Path | None, typer.Option("--out", help="Default: FILE.age.")] = None,
    json: JsonOption = False,
) -> None:
    """Seal FILE for its journey; the original stays as it is."""
    keys = list(to_key or [])
    if keys_file:
        lines = keys_file.read_text(encoding="utf-8").splitlines()
        keys += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    by_phrase = passphrase or passphrase_file is not None
    if bool(keys) == by_phrase:
        raise WrongUse("name the receivers' public keys (--to, --to-file) or a passphrase, one of the two")
    target = out_file or file.with_name(file.name + sealing.SUFFIX)
    size = sealing.seal(file, target, keys, _phrase(passphrase_file, True) if by_phrase else None)
    if json:
        emit({"sealed": target, "bytes": size, "receivers": len(keys)})
    else:
        out.print(f"{target} is sealed; send that, not {file.name}.", markup=False)


@command
def open_file(
    file: _File,
    identity: Annotated[
        Path | None, typer.Option("--key", exists=True, dir_okay=False, help="Secret key file.")
    ] = None,
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Ask for one (of the file or the key).")] = False,
    passphrase_file: _PhraseFile = None,
    out_file: Annotated[Path | None, typer.Option("--out", help="Default: FILE without .age.")] = None,
    json: JsonOption = False,
) -> None:
    """Open a sealed FILE; nothing is written if it was cut short, changed, or the key is another's."""
    by_phrase = passphrase or passphrase_file is not None
    if identity is None and not by_phrase:
        raise WrongUse("name the secret key file (--key) or ask for the passphrase (--passphrase)")
    if out_file is None and file.suffix != sealing.SUFFIX:
        raise WrongUse("name the file to write with --out: this one does not end in .age")
    target = out_file or file.with_suffix("")
    size = sealing.open_sealed(file, target, identity, _phrase(passphrase_file, False) if by_phrase else None)
    if json:
        emit({"opened": target, "bytes": size})
    else:
        out.print(f"{target} is as it was sent.", markup=False)


@command
def seal_key(
    key_file: Annotated[Path, typer.Argument(help="Secret key file to make; it stays here.")],
    json: JsonOption = False,
) -> None:
    """Make a key pair for receiving sealed files; give the public key to the senders."""
    public = sealing.new_seal_key(key_file)
    if json:
        emit({"key_file": key_file, "public_key": public})
    else:
        out.print(f"The secret key is in {key_file}. Public key for senders: {public}", markup=False)
