"""An answer to a pact file as one self-contained HTML page: drawing, sentences, rows."""

from __future__ import annotations

from html import escape

from holdfast.analysis.acts import act_in_words
from holdfast.pacts import PactAnswer
from holdfast.pacts.net import net_of
from holdfast.report.pacts.graph import GRAPH_STYLE, LEGEND, Graph, graph_of, narrow_svg, wide_svg
from holdfast.report.pacts.words import Told, passages

_STYLE = """
:root { --ink: #1d2430; --soft: #5b6675; --line: #c9d0d9; --red: #b3261e; --amber: #8a5300; }
* { box-sizing: border-box; }
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: var(--ink); background: #fff;
  margin: 0 auto; max-width: 1400px; padding: 24px 20px 60px; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 1.15rem; margin: 28px 0 6px; border-bottom: 1px solid var(--line); }
p.note { color: var(--soft); max-width: 75ch; margin: 4px 0; }
ul { margin: 6px 0; padding-left: 20px; max-width: 95ch; }
li { margin: 3px 0; overflow-wrap: anywhere; }
.drawing { overflow-x: auto; margin: 12px 0; }
svg { display: block; margin: 0 auto; font-family: system-ui, 'Segoe UI', Arial, sans-serif;
  max-width: 100%; height: auto; }
svg.narrow { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 18px; font: 14px system-ui, Arial, sans-serif;
  color: var(--soft); padding: 0; list-style: none; }
.legend b { display: inline-block; width: 22px; height: 13px; margin-right: 6px;
  border: 1.5px solid; border-radius: 3px; vertical-align: -1px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font: 14px/1.4 system-ui, Arial, sans-serif; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
td.number, th.number { text-align: right; }
@media (max-width: 760px) {
  body { padding: 16px 12px 40px; }
  h1 { font-size: 1.35rem; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
}
"""


def pact_page(answer: PactAnswer, more: tuple[Told, ...] = ()) -> str:
    """One page, no script and no network: what is drawn, what is said, every row.

    `more` are further passages, such as what the powers did.
    """
    title = escape(answer.file.title or answer.file.name)
    note = f'<p class="note">{escape(answer.file.note)}</p>' if answer.file.note else ""
    source = (
        f'<p class="note">Source: {escape(answer.file.source)}</p>' if answer.file.source else ""
    )
    told = (*passages(answer), *more)
    first = "".join(_section(one) for one in told if one.heading == "Deadlocks of promises")
    rest = "".join(_section(one) for one in told if one.heading != "Deadlocks of promises")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}{GRAPH_STYLE}</style></head><body>"
        f"<h1>{title}</h1>{note}{source}{first}{_drawing(graph_of(net_of(answer)))}{rest}"
        f"<h2>Every clause and pair</h2>{_table(answer)}</body></html>\n"
    )


def _section(passage: Told) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in passage.sentences)
    return f"<h2>{escape(passage.heading)}</h2><ul>{items}</ul>"


def _drawing(graph: Graph) -> str:
    if not graph.boxes:
        return "<h2>Who waits for whom</h2><p>No clause moves.</p>"
    keys = "".join(
        f'<li><b style="background:{fill};border-color:{line}"></b>{words}</li>'
        for fill, line, words in LEGEND
    )
    more = f"<p>{graph.left_out} further pairs are not drawn.</p>" if graph.left_out else ""
    return (
        "<h2>Who waits for whom</h2>"
        f'<div class="drawing">{wide_svg(graph)}{narrow_svg(graph)}</div>'
        f'<ul class="legend">{keys}<li>◆ single point of failure</li>'
        "<li>an arrow runs from an act to the act that waits for it</li></ul>" + more
    )


def _table(answer: PactAnswer) -> str:
    heads = ("act", "clause", "alone, day", "together, day", "P alone", "P together")
    head = "".join(
        f'<th class="{"number" if at > 1 else "word"}">{words}</th>'
        for at, words in enumerate(heads)
    )
    rows = "".join(
        f"<tr><td>{escape(act_in_words((row.power, row.act, row.beneficiary)))}</td>"
        f"<td>{escape(row.clause)}</td>"
        + "".join(
            f'<td class="number">{_number(value)}</td>'
            for value in (
                row.causal_day, row.simultaneous_day, row.p_causal, row.p_simultaneous,
            )
        )
        + "</tr>"
        for row in answer.acts
    )  # fmt: skip
    return f'<div class="table"><table><tr>{head}</tr>{rows}</table></div>'


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
