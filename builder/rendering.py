"""Explanations as coloured text and as a page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from builder.explaining import Explained, ExplainedSentence
from builder.records import Article

_STYLES = {"actor": "bold cyan", "act": "bold yellow", "target": "bold magenta"}
_HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Why these events</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin: 2.2rem 0 .2rem; color: #555 }
.event { border-left: 4px solid #3a7; margin: .9rem 0; padding: .1rem 0 .1rem .9rem }
.event.rejected { border-color: #bbb; color: #777 }
.sentence { font-family: Georgia, serif; font-size: 1.08rem }
.actor { background: #cfeaf7 } .act { background: #fdeab0 } .target { background: #f3d3ee }
mark { padding: 0 .15em; border-radius: .2em; color: inherit }
mark sub { font: 600 .62rem system-ui, sans-serif; margin-left: .25em; opacity: .75 }
table { border-collapse: collapse; font-size: .86rem } td { padding: .05rem .8rem .05rem 0; vertical-align: top }
td:first-child { color: #888; white-space: nowrap }
.code { font-weight: 600 }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #ddd } .actor { background: #17465c } .act { background: #5d4a10 } .target { background: #532a4d }
}
</style>
"""


def _pieces(sentence: ExplainedSentence, item: Explained) -> Iterator[tuple[str, str]]:
    """The sentence in pieces, each with the part it plays ("" for none); overlapping parts: the first wins."""
    start = sentence.span[0]
    parts = [(item.action, "act"), (item.actor.span, "actor"), (item.target.span, "target")]
    marked = sorted(((s - start, e - start, name) for (s, e), name in parts), key=lambda p: (p[0], -p[1]))
    at = 0
    for s, e, name in marked:
        if s < at or s < 0 or e > len(sentence.text):
            continue
        yield sentence.text[at:s], ""
        yield sentence.text[s:e], name
        at = e
    yield sentence.text[at:], ""


def _rows(item: Explained) -> list[tuple[str, str]]:
    rows = [
        ("actor", f"{item.actor.code}: {item.actor.reason}"),
        ("target", f"{item.target.code}: {item.target.reason}"),
        *item.lines,
    ]
    return [*rows, ("id", item.mention_id)] if item.mention_id else rows


def as_text(
    explained: Sequence[tuple[Article, Sequence[ExplainedSentence]]], *, rejected: bool = True
) -> Iterator[RenderableType]:
    """Yield what to print, one candidate at a time.

    Args:
        explained: articles with their explained sentences.
        rejected: whether dropped candidates are shown.
    """
    for article, sentences in explained:
        yield Text(f"{article.title or article.article_id}  {article.published}", style="bold")
        shown = 0
        for sentence in sentences:
            for item in sentence.candidates:
                if item.rejected and not rejected:
                    continue
                shown += 1
                head = Text("✗ " if item.rejected else "● ", style="dim" if item.rejected else "green")
                head.append(f"{item.actor.code} ", style=_STYLES["actor"])
                head.append(f"{item.code} {item.name} ", style=_STYLES["act"])
                head.append(item.target.code, style=_STYLES["target"])
                body = Text()
                for text, part in _pieces(sentence, item):
                    body.append(" ".join(text.split("\n")), style=_STYLES.get(part, ""))
                lines = [Text.assemble((f"{what:<9}", "dim"), why) for what, why in _rows(item)]
                yield Group(Text(), head, Padding(body, (0, 0, 0, 2)), *(Padding(line, (0, 0, 0, 4)) for line in lines))
        if not shown:
            yield Text("no events found", style="dim")
        yield Text()


def as_html(
    explained: Sequence[tuple[Article, Sequence[ExplainedSentence]]], *, rejected: bool = True
) -> str:
    """Return one page that needs nothing else: no script, no font, no network.

    Args:
        explained: articles with their explained sentences.
        rejected: whether dropped candidates are shown.
    """
    out = [_HEAD, "<h1>Why these events</h1>\n<p><mark class='actor'>actor</mark> <mark class='act'>act</mark> "
           "<mark class='target'>target</mark>; grey: candidates that were dropped.</p>\n"]  # fmt: skip
    for article, sentences in explained:
        title = html.escape(article.title or article.article_id)
        out.append(f"<h2>{title} · {article.published} · {html.escape(article.source or '')}</h2>\n")
        for sentence in sentences:
            for item in sentence.candidates:
                if item.rejected and not rejected:
                    continue
                labels = {"actor": item.actor.code, "act": item.code, "target": item.target.code}
                marked = "".join(
                    f"<mark class='{part}'>{html.escape(text)}<sub>{labels[part]}</sub></mark>" if part else html.escape(text)
                    for text, part in _pieces(sentence, item)
                )
                rows = "".join(f"<tr><td>{html.escape(a)}</td><td>{html.escape(b)}</td></tr>" for a, b in _rows(item))
                kind = "event rejected" if item.rejected else "event"
                out.append(
                    f"<div class='{kind}'><div class='code'>{item.actor.code} · {item.code} {html.escape(item.name)} · "
                    f"{item.target.code}</div><p class='sentence'>{marked}</p><table>{rows}</table></div>\n"
                )
    return "".join(out) + "</html>\n"
