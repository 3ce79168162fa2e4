"""What people see: tables and summaries, in colour when a terminal is there, plain when piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from builder.analysis import summarise
from builder.building import Report
from builder.ontology import Ontology
from builder.records import EventMention

# Quad classes: verbal and material cooperation, verbal and material conflict.
_COLOURS = {1: "green", 2: "bright_green", 3: "yellow", 4: "red"}
_MUTED = {"negated": "strike dim", "hypothetical": "dim", "future": "dim"}


def console(*, error: bool = False) -> Console:
    """Return a console: as wide as the terminal, 160 columns when piped."""
    plain = Console(stderr=error)
    return plain if plain.is_terminal else Console(stderr=error, width=160, color_system=None, legacy_windows=False)


def table(*columns: str, right: Iterable[str] = (), title: str | None = None) -> Table:
    """Return an empty table without lines, so that it reads well in a pipe too."""
    made = Table(box=None, pad_edge=False, title=title, title_justify="left", header_style="bold", highlight=False)
    for name in columns:
        made.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return made


def mention_table(mentions: Sequence[EventMention], ontology: Ontology, texts: dict[str, str]) -> Table:
    """Return event mentions as a table for people.

    Args:
        mentions: in the order to show.
        ontology: names of the codes.
        texts: article text by article id, for the words of the act.
    """
    made = table("date", "actor", "code", "target", "what", "words", "modality", "conf.", right=("conf.",))
    for m in mentions:
        action = ontology.action(m.action_code)
        colour = _COLOURS[action.quad_class]
        text = texts[m.article_id]
        words = " ".join(text[min(m.actor_span[0], m.action_span[0], m.target_span[0]) :][:200].split())
        made.add_row(
            m.time.start.isoformat() if m.time.precision == "day" else f"{m.time.start.isoformat()[:7]} ({m.time.precision})",
            m.actor,
            Text(m.action_code, style=colour),
            m.target,
            Text(action.name, style=_MUTED.get(m.modality, colour)),
            Text(words[:60] + ("…" if len(words) > 60 else ""), style="dim"),
            m.modality,
            f"{m.confidence:.2f}",
        )
    return made


def print_report(report: Report, out: Console) -> None:
    """Print the summary of a build: what was read, what was coded, where it lies."""
    ontology = Ontology.load()
    summary = summarise(report.tables)
    events = report.tables.events
    # Most rejected articles never became one, so they are not in the table of articles.
    rejected = sum(n for level, _, n in summary.rejections if level == "article")
    dates = f"{summary.first_date} to {summary.last_date}" if summary.first_date else "no dates"
    out.print(
        f"{summary.coded + rejected} articles read, {summary.coded} coded; {report.sentences} sentences, {report.parsed} parsed; "
        f"{summary.mentions} mentions, {summary.events} events, {dates}",
        style="bold", highlight=False,
    )  # fmt: skip
    if summary.rejections:
        shown = table("left out", "reason", "n", right=("n",))
        for level, reason, n in summary.rejections:
            shown.add_row(level, reason, str(n))
        out.print(shown)
    if events.height:
        shown = table("root", "what", "events", "", right=("events",), title=None)
        counts = events.group_by("root_code").len().sort("root_code")
        most = max(counts.get_column("len").to_list())
        for root, n in counts.iter_rows():
            action = ontology.roots[root]
            bar = Text("█" * max(1, round(24 * n / most)), style=_COLOURS[action.quad_class])
            shown.add_row(root, action.name, str(n), bar)
        out.print(shown)
        shown = table("top dyads", "", "events", right=("events",))
        for actor, target, n in summary.top_dyads:
            shown.add_row(actor, target, str(n))
        out.print(shown)
    for name, frame in report.tables.by_name().items():
        out.print(f"{report.out / (name + '.parquet')}  {frame.height} rows", highlight=False)
    out.print(f"{report.out / 'manifest.json'}", highlight=False)
