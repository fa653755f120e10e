"""What stands above every page: the closed lists of the controls and the strip of labelled facts."""

from datetime import date, timedelta
from types import ModuleType
from urllib.parse import urlencode

from dashboard import words
from dashboard.reading import VIEWS, Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS, AREAS, AUTHORITIES, CHILDREN, LA_CODES, authorities_of
from data_contracts.periods import Period, add_months

HOME = "overview"
"""The page that opens first."""
SETTLE = timedelta(days=28)
"""Days after a period's end until its figures count as final (the usual `settle` of a metric)."""


def periods(released: Released) -> list[Period]:
    """What may be chosen, newest first: months, or quarters or years where the file has nothing finer."""
    for kind in ("month", "quarter", "year"):
        if found := released.periods(kind):
            return found[::-1]
    return []


def own_area(released: Released) -> str | None:
    """The authority whose own true counts this file holds, or None."""
    if own := released.about.get("own"):
        return own
    return next((a.code for a in AUTHORITIES if released.audience.endswith(f"-{a.slug}")), None)


def first_period(released: Released) -> Period | None:
    """The period that is shown first: the newest; in an authority's own file the newest that it has supplied, since a
    page of gaps would serve nobody. None if nothing is released."""
    offered, own = periods(released), own_area(released)
    ready = (p for p in offered if own and ALL_AREAS[own] in supplied(released, p)[0])
    return next(ready, offered[0] if offered else None)


def behind(released: Released, choice: Choice) -> str:
    """Said where the chosen period is older than the newest because the authority has not supplied that; else ''."""
    newest, own = periods(released)[0], own_area(released)
    if choice.period == newest or choice.area != own or choice.period != first_period(released):
        return ""
    return words.BEHIND.format(area=ALL_AREAS[choice.area], newest=newest.label, shown=choice.period.label)


def areas(released: Released) -> list[str]:
    """The areas that may be chosen: Tees, the partnerships, the authorities, as far as the file has them.

    In an authority's own file it comes first, so that its people see their own figures when they open it.
    """
    found, own = [a for a in AREAS if a in released.areas], own_area(released)
    return sorted(found, key=lambda a: a != own)


def chosen(released: Released, period: str | None, area: str | None, measure: str = "") -> Choice | None:
    """The choice behind two codes; what is not in the lists falls back to their first. None if nothing is released."""
    first, places = first_period(released), areas(released)
    if first is None or not places:
        return None
    by_code = {p.code: p for p in periods(released)}
    return Choice(by_code.get(period or "", first), area if area in places else places[0], measure)


def supplied(released: Released, period: Period) -> tuple[list[str], list[str]]:
    """Authorities whose list covers the end of `period`, and those whose does not, by name."""
    rows = [r for r in released.supply if r["extract"] == "list"] or released.supply
    last = add_months(period.end, 0)
    here = {r["la_code"] for r in rows if r["last_month"] is not None and r["last_month"] >= last}
    every = authorities_of("TEES")
    return [ALL_AREAS[a] for a in every if a in here], [ALL_AREAS[a] for a in every if a not in here]


def due(released: Released) -> date:
    """The day by which a newer release should be out: two months on, and time for what arrives late."""
    return add_months(released.as_at.replace(day=1), 3) - timedelta(days=1) + SETTLE


def facts(released: Released, choice: Choice) -> list[tuple[str, str]]:
    """(label, words) in the strip's order: period, as at, release, status, authorities supplied.

    A file without single authorities also says what stands behind the short names of its areas.
    """
    there, missing = supplied(released, choice.period)
    final = choice.period.end + SETTLE <= released.as_at
    halves = [] if set(LA_CODES) & set(released.areas) else [a for a in released.areas if a in CHILDREN and a != "TEES"]
    return [
        ("Period", choice.period.label),
        ("As at", words.day(released.as_at)),
        ("Release", released.release_id),
        ("Status", "Final" if final and not missing else "Provisional"),
        ("Authorities supplied", words.supplied_words(len(there), len(there) + len(missing), missing)),
        *((ALL_AREAS[a], words.listed([ALL_AREAS[la] for la in authorities_of(a)])) for a in halves),
    ]


def link(released: Released, choice: Choice, slug: str) -> str:
    """The path that shows this view of this release for good, whatever is released later."""
    said = {"period": choice.period.code, "area": choice.area, "view": choice.view, "release": released.release_id}
    said |= {k: v for k, v in {"measure": choice.measure, "find": choice.find}.items() if v}
    return f"{path(slug)}?{urlencode(said)}"


def path(slug: str) -> str:
    """A page's own path; the first page has none."""
    return "./" if slug == HOME else slug


def page_link(released: Released, page: ModuleType | None, choice: Choice, metric: str = "") -> str:
    """The path to another page with the same choices; without a page, to the measure's definition."""
    slug = page.SLUG if page else "definitions"
    said = {"period": choice.period.label, "area": ALL_AREAS[choice.area], "view": VIEWS[choice.view]}
    said |= {"release": choice.release} if choice.release else {}
    said |= {} if page else {"measure": str(released.told(metric).get("title", metric))}
    return f"{path(slug)}?{urlencode(said)}"
