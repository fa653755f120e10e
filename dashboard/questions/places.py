"""Places and patterns: where and how harm happens, and whether it is new. No map, no names, no network drawing."""

from dashboard import words
from dashboard.blocks import Block, Note, Sentence
from dashboard.headlines import headline, headlines
from dashboard.items import Item, found, laid, table
from dashboard.profiles import busiest
from dashboard.reading import Ask, Choice, nothing
from dashboard.released import Released
from dashboard.splits import split

QUESTION = "Where and how is harm happening, and is it new?"
TITLE = "Places and patterns"
SLUG = "places"
GROUP = "Children"
ORDER = 8

PLACES = Ask("hotspots", "Places of concern", "place linked to a child", "places linked to a child")
NEW = Ask("hotspots_new", "Places that are new", "place linked to a child is new", "places linked to a child are new")
PERSONS = Ask("persons_of_interest", "Persons of interest", "person of interest on the list",
              "persons of interest on the list")  # fmt: skip
LINKED = Ask("persons_of_interest_linked", "Linked to two or more children", "person of interest is linked to two or "
             "more children", "persons of interest are linked to two or more children")  # fmt: skip
DISRUPTIONS = Ask("disruptions", "Acts", "act of disruption", "acts of disruption")
REPORTS = Ask("intelligence_reports", "Intelligence reports", "intelligence report", "intelligence reports")
LINKS = (
    Item("Children linked to a place (median)", "children_per_hotspot", unit="children"),
    Item("Children linked to each other", "children_sharing_links"),
    Item("Persons of interest on the list", "persons_of_interest"),
    Item("Persons of interest, new", "persons_of_interest_new"),
    Item("Persons linked to two or more children", "persons_of_interest_linked"),
)


def answer(released: Released, choice: Choice) -> list[Block]:
    """Places by kind, links between children, persons of interest, disruption, reports."""
    if nothing(released, [PLACES.metric, PERSONS.metric, DISRUPTIONS.metric, REPORTS.metric]):
        return [Sentence((words.STATES["nothing_here"],))]
    blocks: list[Block | None] = [
        headlines("Places, persons and reports",
                 tuple(headline(released, a, choice) for a in (PLACES, NEW, PERSONS, REPORTS))),
        split(released, PLACES, "place_type", choice, chart=False),
        table(released, LINKS, choice, found(released, LINKED, choice), "Links and persons of interest",
              "links"),
        split(released, DISRUPTIONS, "disruption_type", choice, chart=False),
        busiest(released, REPORTS, "agency", choice),
        Note(
            "Counts only. There is no map, no name and no drawing of who knows whom, because a ward with one such "
            "place, or a group of three, could be recognised. Kinds of place say where a child can be met, so they "
            "are hidden first; an authority sees its own in its own file. A rise in places or reports can mean better "
            "mapping rather than more harm.",
            "What this page leaves out, and why",
        ),
    ]  # fmt: skip
    return laid(blocks)
