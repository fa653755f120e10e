"""One question, one file. The folder is the register: a module here with a SLUG is a page.

Each has QUESTION, TITLE, SLUG, GROUP (one of GROUPS), ORDER (its number in the list of pages) and
`answer(released, choice) -> list[Block]`; CONTROLS, if there, names closed lists that only it asks for.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

GROUPS = ("Meeting", "Children", "Practice and audit", "Partnership", "About the data", "Admin")
"""The sections of the top navigation, in order."""


@cache
def all_questions() -> tuple[ModuleType, ...]:
    """Every page's module, in the order of the navigation. ValueError for a GROUP that does not exist."""
    found = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    pages = [m for m in found if hasattr(m, "SLUG")]
    return tuple(sorted(pages, key=lambda m: (GROUPS.index(m.GROUP), m.ORDER, m.TITLE)))


def grouped() -> dict[str, list[ModuleType]]:
    """Group -> its pages; groups without a page are left out."""
    return {g: pages for g in GROUPS if (pages := [m for m in all_questions() if g == m.GROUP])}
