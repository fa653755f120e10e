"""Help and accessibility: how to use the dashboard, with which equipment, and whom to ask."""

from dashboard import statement, words
from dashboard.blocks import Block, Entry, Note, Row, Sentence, Table
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.statement import texts

QUESTION = "How do I use this, with my equipment, and whom do I ask?"
TITLE = "Help and accessibility"
SLUG = "help"
GROUP = "About the data"
ORDER = 17


def answer(released: Released, choice: Choice) -> list[Block]:
    """Tasks, keys, the accessibility statement from the stored test results, what still fails, OSR answers, contact."""
    tested = statement.results()
    return [
        listed("What you may want to do", "Tasks and how to do them", ("Task", "How"), texts()["tasks"], "tasks"),
        listed("Using the keyboard", "Keys and what they do", ("Key", "What it does"), texts()["keys"], "keys"),
        Sentence(statement.lines(tested), "Accessibility statement"),
        statement.checks(tested),
        statement.failing(tested),
        listed("About these figures", "Questions about the figures, and answers", ("Question", "Answer"),
               texts()["osr"], "about-the-figures"),
        Note(f"{texts()['contact']} {words.STATES['complaint']}", "Whom to ask"),
    ]  # fmt: skip


def listed(heading: str, caption: str, columns: tuple[str, str], pairs: dict[str, str], slug: str) -> Table:
    """Pairs of words as a table."""
    rows = tuple(Row(a, (Entry(b, words=True),)) for a, b in pairs.items())
    return Table(heading, caption, columns, rows, slug)
