"""Areas and how they add up: authority -> partnership -> Tees. Derived from the one list of authorities."""

from data_contracts.vocabularies import AUTHORITIES, PARTNERSHIPS, PUBLISHED_AREAS, TEES

LA_CODES: tuple[str, ...] = tuple(a.code for a in AUTHORITIES)

CHILDREN: dict[str, tuple[str, ...]] = {
    TEES: tuple(PARTNERSHIPS),
    **{p: tuple(a.code for a in AUTHORITIES if a.partnership == p) for p in PARTNERSHIPS},
}
"""Parent area -> the areas that add up to it."""

AREAS: dict[str, str] = {
    TEES: "Tees",
    **{p: p for p in PARTNERSHIPS},
    **{a.code: a.name for a in AUTHORITIES},
}
"""Area code -> short name, in display order: Tees, the partnerships, the authorities."""

ALL_AREAS: dict[str, str] = AREAS | PUBLISHED_AREAS


def authorities_of(area: str) -> tuple[str, ...]:
    """The authority codes inside `area` (an authority is its own only one). KeyError if unknown."""
    if area in LA_CODES:
        return (area,)
    return tuple(la for child in CHILDREN[area] for la in authorities_of(child))


def ancestors_of(la_code: str) -> tuple[str, ...]:
    """`la_code`, its partnership, Tees: every area that counts this authority's rows."""
    return tuple(area for area in AREAS if la_code in authorities_of(area))


def area_rows() -> list[tuple[str, str]]:
    """(la_code, area) for each pair where `area` counts the authority's rows."""
    return [(la, area) for la in LA_CODES for area in ancestors_of(la)]
