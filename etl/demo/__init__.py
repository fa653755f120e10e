"""Made-up extracts of the real size: four authorities, some years, something to find, a few rows of every mess.

Everything comes in by the front door as files; nothing here touches the warehouse. The same seed
gives the same bytes. The children are made up: no row stands for a person.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from etl.demo.audits import make_sheets
from etl.demo.mess import muddle
from etl.demo.missing import Episode, make_missing
from etl.demo.missing import rows as missing_rows
from etl.demo.plan import AS_AT, LATE, PROFILES, TOOL_DATE, Plan, Profile
from etl.demo.spells import PRACTICE, Spell, make_spells, snapshot
from etl.demo.style import Cells, dress
from etl.demo.supply import write_counts, write_finer
from etl.demo.write import write_events, write_population, write_xlsx
from etl.extract_files import manifest_row, write_csv, write_manifest

Progress = Callable[[str, int, int], None]
WORKBOOK = "tees-administrator.xlsx"
LIST_FIELDS = ("child_ref", "spell_ref", "birth_month", "sex", "ethnicity", "care_status", "category",
               "exploitation_types", "risk", "referral_source", "referral_date", "added_date", "removed_date",
               "removal_reason", "last_review_date", *PRACTICE)  # fmt: skip
MISSING_FIELDS = ("child_ref", "episode_ref", "episode_type", "start_at", "end_at", "missing_from", "police_risk",
                  "source", "sex", "age_band", "rhi_offered", "rhi_accepted", "rhi_completed_at",
                  "not_offered_reason", "placement_out_of_area", "placed_by_la", "police_reported", "found_area",
                  "declined_reason")  # fmt: skip
EXCEL = {("stockton-on-tees", back) for back in (6, 7, 8)}
"""Lists sent as Excel workbooks: authority and months back from the as-at date."""
SERIALS = ("stockton-on-tees", 7)
BYTES = {("hartlepool", 3): ("utf-8-sig", ","), ("redcar-and-cleveland", 5): ("utf-8", ";"),
         ("redcar-and-cleveland", 6): ("cp1252", ",")}  # fmt: skip
"""Lists with a byte order mark, with semicolons, in Windows-1252."""
_WRITTEN_DOWN = timedelta(days=28)
"""A missing extract is drawn this long after its quarter, so that returns and interviews are in it."""


def make_demo(folder: Path, notes: Path, years: int = 3, open_children: int = 120, seed: int = 2026,
              progress: Progress | None = None) -> date:  # fmt: skip
    """Write the demo's extracts into `folder` (with manifest.csv) and its events into `notes`.

    `years` of months up to the as-at date, which is returned; about `open_children` open over the
    four authorities. `progress` is told (what, done, of). Files of the same name are overwritten.
    """
    plan, tell = Plan(years, open_children, seed), progress or (lambda what, done, of: None)
    folder.mkdir(parents=True, exist_ok=True)
    tell("Making up children", 0, 1)
    spells = make_spells(plan)
    episodes = make_missing(plan, spells)
    tell("Making up children", 1, 1)
    manifest: list[dict[str, object]] = []
    for number, profile in enumerate(PROFILES, start=1):
        manifest += _lists(folder, plan, profile, spells[profile.slug])
        manifest += _missing(folder, plan, profile, episodes[profile.slug])
        manifest += write_finer(folder, plan, profile, spells[profile.slug], episodes[profile.slug])
        tell("Writing extracts", number, len(PROFILES) + 1)
    manifest += _workbook(folder, plan, spells)
    manifest += write_counts(folder, plan, spells)
    people = write_population(folder / "ons-population.csv")
    manifest.append(manifest_row("ons-population.csv", "population", None, AS_AT, people, source="OTHER", method=""))
    write_manifest(folder, manifest)
    write_events(notes, TOOL_DATE)
    tell("Writing extracts", len(PROFILES) + 1, len(PROFILES) + 1)
    return AS_AT


def _lists(folder: Path, plan: Plan, profile: Profile, spells: list[Spell]) -> list[dict[str, object]]:
    """One list a month; the late authority's last one has not come."""
    rng, months, lines = plan.rng(40 + PROFILES.index(profile)), plan.months(), []
    for back, month in zip(range(len(months) - 1, -1, -1), months, strict=True):
        if profile.slug == LATE and back == 0:
            continue
        rows = muddle(snapshot(spells, month), "list", profile.slug, back, rng)
        excel = (profile.slug, back) in EXCEL
        name = f"{profile.slug}-list-{month.code}.{'xlsx' if excel else 'csv'}"
        cells = dress(rows, profile, LIST_FIELDS, as_text=not excel)
        if excel:
            write_xlsx(folder / name, {"list": cells}, serials=(profile.slug, back) == SERIALS)
        else:
            encoding, delimiter = BYTES.get((profile.slug, back), ("utf-8", ","))
            write_csv(folder / name, cells, encoding, delimiter)
        lines.append(manifest_row(name, "list", (month.start, month.end), month.end, len(rows),
                                  la_code=profile.authority.code))  # fmt: skip
    return lines


def _missing(folder: Path, plan: Plan, profile: Profile, episodes: list[Episode]) -> list[dict[str, object]]:
    """One missing extract a quarter; the last one runs to the as-at date, unless the authority is late."""
    rng, quarters, lines = plan.rng(50 + PROFILES.index(profile)), list(plan.quarters()), []
    for back, (quarter, first, last) in zip(range(len(quarters) - 1, -1, -1), quarters, strict=True):
        if profile.slug == LATE and back == 0:
            continue
        drawn = min(last + _WRITTEN_DOWN, AS_AT)
        rows = missing_rows(plan, episodes, profile.slug, first, last, drawn)
        rows = muddle(rows, "missing", profile.slug, back, rng)
        name = f"{profile.slug}-missing-{quarter.code}.csv"
        write_csv(folder / name, dress(rows, profile, MISSING_FIELDS))
        lines.append(manifest_row(name, "missing", (first, last), drawn, len(rows), la_code=profile.authority.code))
    return lines


def _workbook(folder: Path, plan: Plan, spells: dict[str, list[Spell]]) -> list[dict[str, object]]:
    """The administrator's workbook, one sheet per extract, each with its own line in the manifest."""
    sheets: dict[str, Cells] = {}
    for name, rows in make_sheets(plan, spells).items():
        sheets[name] = [list(rows[0]), *(list(r.values()) for r in rows)]
    write_xlsx(folder / WORKBOOK, sheets)
    windowed = ("meeting", "action", "audit", "training", "communication")
    return [
        manifest_row(WORKBOOK, name, (plan.start, AS_AT) if name in windowed else None, AS_AT, len(lines) - 1,
                     sheet=name, method="")
        for name, lines in sheets.items()
    ]  # fmt: skip
