"""Why a row exists: every candidate of an article with the words, lines and figures that made or unmade it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from builder.actors.finding import places as knowledge_places
from builder.events import Frame, Trace, trace_events
from builder.pipeline import Pipeline
from builder.records import ActorMention, Article, Span

REASONS = {
    "self_dyad": "actor and target are one and the same, or a country and its own government",
    "nobody_known": "of both actor and target no more than a role is known",
    "report": "a report by the press, or a statement to press, court or parliament, who only hear it",
    "private_trip": "civilians who travel to a country for themselves: no visit of one party to another",
    "told_twice": "the sentence has told this act before",
    "model_refuses": "a frame fits, but the relation model is sure that nothing passes between the two",
    "no_licence": "only the relation model sees an act, and none of the words it looks at was ever seen to name such an act",
    "model_differs": "a frame fits, but the relation model reads another act, and the frame is not sure enough",
    "model_unsure": "only the relation model sees an act, and it is not sure enough",
}


@dataclass(frozen=True, slots=True)
class Party:
    """Actor or target of a candidate: the code, the words (offsets in the article), and whence the code."""

    code: str
    span: Span
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One candidate, explained.

    `lines` are (what, why) pairs in reading order; `rejected` is "" for an event mention.
    """

    sentence_index: int
    actor: Party
    target: Party
    action: Span
    code: str
    name: str
    modality: str
    mention_id: str
    rejected: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence (offsets in the article) and the candidates it holds."""

    index: int
    span: Span
    text: str
    candidates: tuple[Explained, ...]


def explain(article: Article, pipeline: Pipeline) -> list[ExplainedSentence]:
    """Explain every candidate of an article.

    Args:
        article: with text and publication date.
        pipeline: loaded.

    Returns:
        The sentences that hold a candidate, in order; mentions before rejected ones.

    Example:
        >>> for sentence in explain(article, pipeline): print(sentence.candidates)  # doctest: +SKIP
    """
    reading = pipeline.read(article)
    traces = list(trace_events(reading.doc, reading.actors, pipeline.coder, article, reading.parsed))
    parties = [f.mention for t in traces for f in (t.weighed.candidate.actor, t.weighed.candidate.target)]
    ids = sorted({m.actor_id for m in parties if m.actor_id})
    lines = {k: f"{path.name}:{line}" for k, (path, line) in knowledge_places(ids, pipeline.settings.actor_files).items()}
    lexicon = pipeline.coder.lexicon
    frames = {frame.id: frame for table in (lexicon.frames, lexicon.learned) for group in table.values() for frame in group}
    spans = dict(reading.parsed)
    found: dict[int, list[Explained]] = {}
    for trace in traces:
        found.setdefault(trace.sentence_index, []).append(_explain_one(trace, reading.doc, pipeline, frames, lines))
    return [
        ExplainedSentence(
            i, (spans[i].start_char, spans[i].end_char), spans[i].text.rstrip(),
            tuple(sorted(group, key=lambda e: e.rejected != "")),
        )
        for i, group in sorted(found.items())
    ]  # fmt: skip


def _party(mention: ActorMention, code: str, doc: Doc, lines: dict[str, str]) -> Party:
    words = doc[mention.token_start : mention.token_end]
    reason = f"rule {mention.rule}"
    if mention.actor_id:
        where = f" in {lines[mention.actor_id]}" if mention.actor_id in lines else ""
        reason += f"; line {mention.actor_id}{where}"
    if mention.name and mention.name != words.text:
        reason += f"; {mention.name}"
    if mention.antecedent is not None:
        reason += f'; stands for "{doc[slice(*mention.antecedent)].text}"'
    if mention.members:
        reason += f"; stands for {' and '.join(mention.members)}"
    return Party(code, (words.start_char, words.end_char), words.text, reason)


def _explain_one(
    trace: Trace, doc: Doc, pipeline: Pipeline, frames: dict[str, Frame], lines: dict[str, str]
) -> Explained:
    weighed, candidate = trace.weighed, trace.weighed.candidate
    judged, ontology = weighed.judgement, pipeline.ontology
    told: list[tuple[str, str]] = []
    frame = frames.get(candidate.rule.split("+")[0])
    if frame is not None:
        told.append(("frame", f"{candidate.rule} ({_short(frame.source)}), as in: {frame.example}"))
    if judged is not None:
        chance = f"{1 - judged.none:.2f} that something passes; if so {judged.code} {judged.probability:.2f}"
        told.append(("model", f"{chance}, then {judged.second} {judged.second_probability:.2f}"))
    told.append(("coder", weighed.coder + f", confidence {weighed.confidence:.2f}"))
    cue = f', because of "{trace.cue}"' if trace.cue else ""
    told.append(("modality", trace.modality + cue))
    mention = trace.mention
    if mention is not None:
        time = mention.time
        when = time.start.isoformat() + ("" if time.start == time.end else f" to {time.end.isoformat()}")
        basis = f'{time.basis} "{time.text}"' if time.text else time.basis
        told.append(("date", f"{when} ({time.precision}), by {basis}"))
        if mention.place is not None:
            place = mention.place
            told.append(("place", f"{place.name}, {place.country} (GeoNames {place.geonames_id})"))
        if mention.attribution:
            told.append(("said by", mention.attribution))
        span = mention.action_span
    else:
        span = (candidate.predicate.idx, candidate.predicate.idx + len(candidate.predicate.text))
        told.append(("rejected", f"{trace.why}: {REASONS.get(trace.why, trace.why)}"))
    return Explained(
        trace.sentence_index,
        _party(candidate.actor.mention, candidate.actor.code, doc, lines),
        _party(candidate.target.mention, candidate.target.code, doc, lines),
        span, candidate.code, ontology.name(candidate.code), trace.modality,
        mention.mention_id if mention else "", trace.why, tuple(told),
    )  # fmt: skip


def _short(source: str) -> str:
    """The file's name and line of a frame's source."""
    return source.replace("\\", "/").rsplit("/", 1)[-1]


def only(sentences: Sequence[ExplainedSentence], mention_ids: frozenset[str]) -> list[ExplainedSentence]:
    """Keep the candidates with one of these mention ids, or with an id that begins so."""
    kept = []
    for s in sentences:
        own = tuple(c for c in s.candidates if c.mention_id and any(c.mention_id.startswith(i) for i in mention_ids))
        if own:
            kept.append(ExplainedSentence(s.index, s.span, s.text, own))
    return kept
