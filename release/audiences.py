"""Who a release is for: the audiences shipped in `audiences.toml`, and what a group's own configuration changes.

An audience is a section of a TOML file, so that a change of policy is a change of one section.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data_contracts.areas import AREAS, CHILDREN, LA_CODES
from data_contracts.own_files import OwnFileError, sections_of
from data_contracts.periods import MEMBER_KINDS
from data_contracts.vocabularies import TEES

MODES = ("producer", "open", "controlled", "operational", "protected", "coarse")
"""In the order in which files are made: what controlled hides, protected hides too; producer and open hide nothing."""
SHIPPED = Path(__file__).with_name("audiences.toml")
_AREA_WORDS = {"authorities": LA_CODES, "partnerships": CHILDREN[TEES], "tees": (TEES,)}
_NEEDED = ("title", "mode", "areas", "periods", "marking")
_KEYS = (*_NEEDED, "own", "decided_by", "decided_on", "without")


class AudienceError(ValueError):
    """An audience section that breaks the form; the text names file, section and key."""


@dataclass(frozen=True)
class Audience:
    """One audience: `areas` are area codes, `periods` kinds of period; `decided_*` blank until decided."""

    name: str
    title: str
    mode: str
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    marking: str
    decided_by: str = ""
    decided_on: str = ""
    own: str = ""
    """operational: the authority whose own true counts the file carries."""
    without: Mapping[str, str] = field(default_factory=dict)
    """Page of the dashboard that this audience does not have -> why, in words."""

    @property
    def decided(self) -> bool:
        """Whether a role and a date stand behind this audience."""
        return bool(self.decided_by and self.decided_on)


def load_audiences(config_dir: Path | None = None) -> dict[str, Audience]:
    """Name -> Audience, in the file's order; `config_dir/audiences.toml`, if there, overrides keys or adds sections.

    AudienceError names the file, section and key that breaks the form.
    """
    sections = _sections(SHIPPED)
    origin = dict.fromkeys(sections, SHIPPED.name)
    own = config_dir / "audiences.toml" if config_dir else None
    if own is not None and own.is_file():
        for name, section in _sections(own).items():
            sections[name] = sections.get(name, {}) | section
            origin[name] = f"config/{own.name}"
    return {name: _audience(origin[name], name, section) for name, section in sections.items()}


def _sections(path: Path) -> dict[str, dict[str, Any]]:
    """The file's sections; AudienceError if it is not TOML or holds something beside known sections."""
    try:
        found = sections_of(path)
    except OwnFileError as error:
        raise AudienceError(str(error)) from error
    for name, section in found.items():
        if not isinstance(section, dict):
            raise AudienceError(f"{path.name}: {name} stands outside a section")
        for key in section:
            if key not in _KEYS:
                raise AudienceError(f"{path.name}: [{name}] {key}: unknown key; known: {', '.join(_KEYS)}")
    return found


def _audience(file: str, name: str, section: Mapping[str, Any]) -> Audience:
    def refuse(key: str, why: str) -> AudienceError:
        return AudienceError(f"{file}: [{name}] {key}: {why}")

    for key in _NEEDED:
        if not section.get(key):
            raise refuse(key, "missing")
    for key in ("title", "mode", "marking", "decided_by"):
        if not isinstance(section.get(key, ""), str):
            raise refuse(key, "must be text")
    if section["mode"] not in MODES:
        raise refuse("mode", f"must be one of {', '.join(MODES)}")
    if (section["mode"] == "operational") != (section.get("own", "") in LA_CODES):
        raise refuse("own", f"an operational section, and only one, names its authority: {', '.join(LA_CODES)}")
    for key, allowed in (("areas", [*_AREA_WORDS, *AREAS]), ("periods", list(MEMBER_KINDS))):
        if not isinstance(section[key], list) or any(item not in allowed for item in section[key]):
            raise refuse(key, f"must be a list out of {', '.join(allowed)}")
    without = section.get("without", {})
    if not isinstance(without, dict) or not all(isinstance(w, str) and w.endswith(".") for w in without.values()):
        raise refuse("without", "must give for each page a sentence that says why it is not there")
    try:
        decided_on = str(section.get("decided_on", ""))
        date.fromisoformat(decided_on or "2000-01-01")
    except ValueError as error:
        raise refuse("decided_on", "must be a date such as 2026-11-02, or blank") from error
    wanted = {code for item in section["areas"] for code in _AREA_WORDS.get(item, (item,))}
    return Audience(
        name,
        section["title"],
        section["mode"],
        tuple(a for a in AREAS if a in wanted),
        tuple(k for k in MEMBER_KINDS if k in section["periods"]),
        section["marking"],
        section.get("decided_by", ""),
        decided_on,
        section.get("own", ""),
        without,
    )
