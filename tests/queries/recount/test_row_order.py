"""Answers do not depend on the order in which rows stand in a file: a messy warehouse loaded twice, rows shuffled."""

from typing import Any

import numpy as np
import pandas as pd
from made import World, poured, world

from data_contracts.tables import TABLES
from data_contracts.vocabularies import PATHWAY_OUTCOME
from queries.catalogue import catalogue
from queries.connection import frame
from queries.run import run
from queries.workspace import prepare

CODES = ("care_status", "placement", "over_20_miles", "agency", "outcome", "risk", "category")
"""What is read from the latest of several rows."""


def _met(made: World, rng: Any) -> None:
    """More rows that meet on one day under another reference, with other answers."""
    for table in ("vemt_spell", "missing_episode", "meeting", "return_interview"):
        held, key = made.tables[table], TABLES[table].key
        twin = held.sample(frac=0.4, random_state=rng)
        marked = twin.assign(**{key[0]: twin[key[0]].astype(str) + "-twin"})
        made.tables[table] = pd.concat([held, marked], ignore_index=True)
    twins = made.tables["vemt_spell"]["spell_ref"].dropna()
    twins = set(twins[twins.astype(str).str.endswith("-twin")])
    for table in ("vemt_review", "pathway", "lead_professional", "notification"):
        held = made.tables[table]
        more = held.assign(spell_ref=held["spell_ref"].astype(str) + "-twin")
        more = more[more["spell_ref"].isin(twins)].copy()
        for column in set(CODES) & set(more):
            more[column] = rng.permutation(more[column].to_numpy())
        made.tables[table] = pd.concat([held, more], ignore_index=True)
    spells = made.tables["vemt_spell"]
    talks = pd.DataFrame({"la_code": spells["la_code"], "spell_ref": spells["spell_ref"], "route": "ADULT_SOCIAL_CARE"})
    talks["outcome"] = rng.choice(PATHWAY_OUTCOME.codes, len(talks))
    made.tables["pathway"] = pd.concat([talks, made.tables["pathway"]], ignore_index=True)


def _keyed(made: World) -> None:
    """One row of each key, as the loader keeps them."""
    for name, rows in made.tables.items():
        if name in TABLES:
            made.tables[name] = rows.drop_duplicates(["la_code", *TABLES[name].key], ignore_index=True)


def _answers(made: World, warehouse: Any, order: int) -> dict[str, pd.DataFrame]:
    """Every cell, and every measure's members with all their splits, of the warehouse's rows shuffled by `order`."""
    shuffled = {
        name: frame.sample(frac=1, random_state=order).reset_index(drop=True) for name, frame in made.tables.items()
    }
    con = poured(World(made.seed, made.as_at, made.months, shuffled), warehouse)
    found = {"cells": run(con, made.as_at, months=made.months, frozen=pd.DataFrame()).rows}
    prepare(con, made.as_at, made.months)
    found |= {h.metric: frame(con, f"select * from ({h.sql})") for h in catalogue().values() if h.sql}
    return {name: rows.astype(str).value_counts().sort_index() for name, rows in found.items()}


def test_no_answer_depends_on_the_order_of_rows(small: Any) -> None:
    made = world(2)
    _met(made, np.random.default_rng(2))
    _keyed(made)
    first, other = (_answers(made, small(), order) for order in (0, 1))
    assert all(len(first[name]) for name in ("open_on_list", "turned_18", "missing_from_far_placement"))
    assert not [name for name in first if not first[name].equals(other[name])]
