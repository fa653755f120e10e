"""Blocks as plain, accessible HTML: real tables with captions and row headers, headings in order.

Every text is escaped here, once; nothing in a release can become markup.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from dashboard import words
from dashboard.blocks import Chart, Entry, Figure, Headline, Note, PaperFile, Papers, Row, Sentence, Table, silent

AT_ONCE = 6
"""Rows of a table over time that stand open; earlier ones unfold (all are in the CSV)."""
LISTED = 12
"""The same for a list that is marked to fold."""
SILENT = 3
"""Rows without a figure from which they are folded away under the others."""
LONG = 12
"""Letters of a column's head from which it is given room on a phone, so that it takes two lines and not four."""


def verdict(shape: str, said: str) -> str:
    """A verdict: shape (drawn by the style sheet) and word, never colour alone."""
    return f'<p class="v-verdict v-{escape(shape or "none")}">{escape(said)}</p>' if said else ""


def band(title: str, audience: str, marking: str) -> str:
    """The dark blue band with the product's name, the audience and the marking."""
    return (
        f'<div class="v-band"><div class="v-in"><span class="v-name">VEMT dashboard</span>'
        f'<span class="v-audience">{escape(title or audience)}</span>'
        f'<span class="v-marking">{escape(marking)}</span></div></div>'
    )


def strip(facts: Sequence[tuple[str, str]]) -> str:
    """One line of labelled facts."""
    pairs = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in facts)
    return f'<dl class="v-strip">{pairs}</dl>'


def banner(*texts: str) -> str:
    """What must not be overlooked, a line each; nothing if there is nothing to say."""
    lines = "".join(f"<p>{escape(t)}</p>" for t in texts if t)
    return f'<div class="v-banner">{lines}</div>' if lines else ""


def foot(about: Mapping[str, str], link: str) -> str:
    """Under every page: how it is protected and who decided so, what was withdrawn, the link that keeps this view."""
    protection = " ".join(filter(None, (about.get("protection", ""), decided(about))))
    lines = "".join(f'<p class="v-foot">{escape(line)}</p>' for line in (protection, *words.taken_back(about)))
    return (
        f'{lines}<p class="v-foot"><a href="{escape(link)}">Link to this view of this release</a>: it keeps showing '
        "these figures after newer ones come out.</p>"
    )


def decided(about: Mapping[str, str]) -> str:
    """Who decided that these people see this much, and when; or that nobody has yet."""
    role, day = about.get("decided_by", ""), about.get("decided_on", "")
    if not (role and day):
        return "Not decided yet: the role that decides on this protection, and the date, are still to be recorded."
    return f"Decided by {role} on {words.day(date.fromisoformat(day))}."


def question(text: str) -> str:
    """The page's question: its one first heading."""
    return f"<h1>{escape(text)}</h1>"


def heading(text: str, line: str = "") -> str:
    """A finding and the line under it: measure, place, period, unit."""
    return (f"<h2>{escape(text)}</h2>" if text else "") + (f'<p class="v-line">{escape(line)}</p>' if line else "")


def headline(block: Headline) -> str:
    """Figures in a row: label, number, comparison, verdict."""
    return f'{heading(block.heading)}<div class="v-figures">{"".join(map(figure, block.figures))}</div>'


def figure(one: Figure) -> str:
    """One headline figure."""
    extra = f' <span class="v-extra">{escape(one.qualifier)}</span>' if one.qualifier else ""
    small = " v-code" if one.text.startswith("[") else ""
    return (
        f'<div class="v-figure"><p class="v-label">{escape(one.label)}</p>'
        f'<p class="v-number{small}">{escape(one.text)}{extra}</p>'
        f'<p class="v-beside">{escape(one.sentence)}</p>{verdict(one.verdict, one.verdict_words)}</div>'
    )


def sentence(block: Sentence) -> str:
    """Findings, one to a paragraph."""
    return heading(block.heading) + "".join(f'<p class="v-say">{escape(line)}</p>' for line in block.lines)


def note(block: Note) -> str:
    """A note under a small heading."""
    title = f"<h2>{escape(block.heading)}</h2>" if block.heading else ""
    code = (
        f"<details><summary>Show the SQL</summary><pre><code>{escape(block.code)}</code></pre></details>"
        if block.code
        else ""
    )
    return f'<div class="v-note">{title}<p>{escape(block.text)}</p>{code}</div>'


def papers(block: Papers) -> str:
    """A pack: its title, what it is for, and its contents as a numbered list."""
    items = "".join(f"<li>{escape(text)}</li>" for text in block.contents)
    return f'{heading(block.heading, block.line)}<ol class="v-contents">{items}</ol>'


def files(made: Sequence[PaperFile]) -> str:
    """The fingerprint of each file, so that a copy can be told from another."""
    rows = "".join(f"<div><dt>{escape(f.format.upper())}</dt><dd><code>{f.sha256}</code></dd></div>" for f in made)
    return f'<p class="v-line">Fingerprints (SHA-256):</p><dl class="v-prints">{rows}</dl>'


def under_chart(block: Chart) -> str:
    """What stands between a chart and its table: verdict and the numbered events."""
    marks = "".join(f"<li>{escape(m.words)}</li>" for m in block.marks)
    return verdict(block.verdict, block.verdict_words) + (f'<ol class="v-marks">{marks}</ol>' if marks else "")


def table(block: Table, fold: bool = False) -> str:
    """The table, its shorthand above it and its source below. `fold`: earlier rows unfold on request."""
    at_once = LISTED if block.fold else AT_ONCE
    split = at_once if fold and len(block.rows) > at_once + 3 else len(block.rows)
    mute = [] if fold else [r for r in block.rows if silent(r)]
    mute = mute if len(mute) >= SILENT else []
    rows = [r for r in block.rows if r not in mute]
    key = f'<p class="v-key">{escape("; ".join(block.key))}.</p>' if block.key else ""
    what = "more" if block.fold else "earlier"
    more = _folded(block, block.rows[split:], f"{what} rows", f", {what}") + _folded(
        block, mute, "rows without a figure, hidden or not supplied", ", without a figure"
    )
    meaning = (
        f' <a href="definitions?measure={escape(block.metric)}">Definition<span class="v-unseen"> of what '
        f"{escape(block.caption)} counts</span></a>"
        if block.metric
        else ""
    )
    source = f'<p class="v-source">{escape(block.source)}{meaning}</p>' if block.source or meaning else ""
    open_rows = _grid(block, rows[:split]) if rows else ""
    return f"{heading(block.heading, block.line)}{key}{open_rows}{more}{source}"


def _folded(block: Table, rows: Sequence[Row], what: str, extra: str) -> str:
    """Rows that unfold on request: `draw.js` makes them then, for half of a page's elements stand in them."""
    if not rows:
        return ""
    made = data(_grid(block, rows, extra))
    return f'<details data-more="{made}"><summary>Show {len(rows)} {what}</summary></details>'


def block(text: str, first: bool = False) -> str:
    """One block of a page, set apart from the one before it."""
    return f'<section class="v-block{" v-first" if first else ""}">{text}</section>'


class Ready(str):
    """Text that is JSON already."""


def data(value: object) -> str:
    """A value as the JSON of an attribute; no mark of HTML is left in it, so that nothing cleans it away."""
    said = value if isinstance(value, Ready) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escape(said.replace("<", "\\u003c").replace(">", "\\u003e"))


def chart(block: Chart, drawn: Sequence[tuple[str, int]], key: str, mark: str, fold: bool) -> str:
    """Finding, line, picture with its alternative text, verdict and events, then the table.

    `drawn`: each picture as Plotly's JSON, and its height. `draw.js` draws it in the box that stands here.
    """
    if len(drawn) == 1:
        pictures = picture(*drawn[0], key, block.alt)
    else:
        pictures = "".join(
            f'<div><p class="v-panel">{escape(one.name)}</p>'
            f"{picture(*one_drawn, f'{key}-{place}', f'{one.name}. {block.alt}')}</div>"
            for place, (one_drawn, one) in enumerate(zip(drawn, block.series, strict=True))
        )
        pictures = f'<div class="v-panels">{pictures}</div>'
    return (
        heading(block.heading, block.line) + pictures + under_chart(block) + table_to_take(block.table, mark, fold=fold)
    )


def picture(figure: str, height: int, key: str, alt: str) -> str:
    """The box that one chart is drawn in, with its alternative text."""
    return (
        f'<div class="v-chart" id="chart-{key}" style="height:{height}px" role="figure" aria-label="{escape(alt)}" '
        f'data-figure="{data(Ready(figure))}"></div>'
    )


def file_mark(marking: str) -> str:
    """The marking as it stands in the name of a file."""
    return re.sub(r"[^a-z]+", "-", marking.split(":")[0].lower()).strip("-")


def table_to_take(block: Table, mark: str, fold: bool = False) -> str:
    """The table and the button for its CSV, which carries the marking in its name."""
    name = "-".join(filter(None, (mark, block.slug)))
    lines = block.csv().replace("\r\n", "\n")
    return (
        f'{table(block, fold)}<button type="button" class="v-take" data-name="{escape(name)}.csv" '
        f'data-csv="{data(lines)}">Download this table (CSV)<span class="v-unseen">: {escape(block.caption)}, as shown'
        "</span></button>"
    )


def _grid(block: Table, rows: Sequence[Row], extra: str = "") -> str:
    wordy = [all(r.entries[i].words for r in block.rows if i < len(r.entries)) for i in range(len(block.columns) - 1)]
    heads = f'<th scope="col">{escape(block.columns[0])}</th>' + "".join(
        f'<th scope="col" class="{"w" if w else "n l" if len(c) > LONG else "n"}">{escape(c)}</th>'
        for c, w in zip(block.columns[1:], wordy, strict=True)
    )
    body = "".join(
        f'<tr{" class=total" if r.total else ""}><th scope="row">{escape(r.label)}</th>'
        f"{''.join(map(_cell, r.entries))}</tr>"
        for r in rows
    )
    caption = escape(block.caption + extra)
    wide = len(block.columns) > 3 and any(wordy)  # on a phone nothing else says that more columns follow
    swipe = f'<p class="v-swipe">{len(block.columns)} columns: scroll sideways.</p>' if wide else ""
    narrow = " narrow" if len(block.columns) < 4 and not all(wordy) else " pair" if len(block.columns) == 2 else ""
    return (
        f'{swipe}<div class="v-table{narrow}" role="region" aria-label="{caption}" tabindex="0"><table>'
        f"<caption>{caption}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(entry: Entry) -> str:
    kind = "w" if entry.words else "n" if entry.status in ("ok", "r") else "n s"
    if entry.verdict:
        return f'<td class="{kind}"><span class="v-verdict v-{entry.verdict}">{escape(entry.text)}</span></td>'
    if entry.link:
        return f'<td class="{kind}"><a href="{escape(entry.link)}">{escape(entry.text)}</a></td>'
    if entry.shade is None:
        text = escape(entry.text).replace("% to ", "%&nbsp;to&nbsp;")  # an interval stays on one line
        return f'<td class="{kind}">{text}</td>'
    step = min(4, int(entry.shade * 5))
    return f'<td class="{kind} shade{step}">{escape(entry.text)}</td>'
