"""What charts_alone.py keeps between its runs: each area's charts as ready HTML."""

from functools import cache

from dashboard import access, markup, page, strip
from dashboard.blocks import Chart
from dashboard.questions import on_the_list
from dashboard.reading import Choice
from dashboard.released import Released

CHARTS = 4


@cache
def released() -> Released:
    """The current release."""
    user = access.current_user()
    return Released.open(user.releases, user.audience)


@cache
def html(area: str) -> page.Html:
    """An area's charts, without their tables and words."""
    blocks = on_the_list.answer(released(), Choice(strip.periods(released())[1], area))
    pictures = [(one, b.alt) for b in blocks if isinstance(b, Chart) for one in page.drawn(b)][:CHARTS]
    return page.Html("".join(markup.picture(*one, f"alone-{n}", alt) for n, (one, alt) in enumerate(pictures)))
