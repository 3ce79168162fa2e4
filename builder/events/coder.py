"""Events of an article: candidates, judged, dated, attributed, as EventMention records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from builder.events.attribution import attribution
from builder.events.candidates import Candidate, mark_inner, sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.lexicon import Lexicon, load_lexicon
from builder.events.modality import modality
from builder.events.time import event_time, find_date_phrases, lead_date
from builder.ids import mention_id
from builder.records import ActorMention, Article, EventMention, EventTime, Rejection

# Confidence of a lexicon reading: an order of trust, not a calibrated probability. A frame with more
# requirements is trusted more; an actor reached through what he owns, or by reference, less.
_BASE, _PER_REQUIREMENT, _PER_STEP, _INDIRECT = 0.62, 0.06, 0.05, 0.08


@dataclass(frozen=True)
class Coder:
    """What coding needs besides the article."""

    lexicon: Lexicon


def load_coder(directory: Path, codes: Collection[str], *, frame_files: Sequence[Path] = ()) -> Coder:
    """Load what coding needs.

    Args:
        directory: `seeds/lexicon`.
        codes: the known CAMEO codes.
        frame_files: the user's own frames.

    Raises:
        SeedError: a line of the lexicon is wrong.
    """
    return Coder(load_lexicon(directory, codes, frame_files))


def implausible(actor: str, target: str) -> str:
    """Return why a pair of codes cannot be a dyad, or "".

    Rules: nobody acts on himself; a country as a whole and its own government are one actor
    (USA, USAGOV), so nothing passes between them. Domestic dyads with two different roles stand
    (TURGOV on TUROPP).

    Example:
        >>> implausible("RUS", "RUSGOV"), implausible("RUSGOV", "RUSOPP")
        ('self_dyad', '')
    """
    if actor == target:
        return "self_dyad"
    bare = {actor, target}
    if actor[:3] == target[:3] and len(actor) >= 3:
        rest = {code[3:6] for code in bare}
        if rest <= {"", "GOV", "MIL"}:
            return "self_dyad"
        if "" in rest and rest & {"LEG", "JUD", "SPY", "COP", "BUS", "ELI", "MED"}:
            return "self_dyad"
    return ""


def _span(mention: ActorMention, doc: Doc) -> tuple[int, int]:
    span = doc[mention.token_start : mention.token_end]
    return span.start_char, span.end_char


def _action_span(token: Token) -> tuple[int, int]:
    """The words of the act: the predicate and its particle."""
    end = token.idx + len(token.text)
    for child in token.children:
        if child.dep_ == "compound:prt" and child.i == token.i + 1:
            end = child.idx + len(child.text)
    return token.idx, end


def _confidence(candidate: Candidate) -> float:
    value = _BASE + _PER_REQUIREMENT * min(candidate.weight, 3)
    value -= _PER_STEP * (candidate.actor.steps + candidate.target.steps)
    for filler in (candidate.actor, candidate.target):
        if filler.mention.antecedent is not None or filler.mention.members:
            value -= _INDIRECT
    return round(max(0.05, min(value, 0.99)), 3)


def find_events(
    doc: Doc,
    actors: Sequence[ActorMention],
    coder: Coder,
    article: Article,
    sentences: Sequence[tuple[int, Span]],
) -> tuple[list[EventMention], list[Rejection]]:
    """Return the events that an article tells.

    Args:
        doc: the parsed article.
        actors: its actor mentions.
        coder: lexicon and model.
        article: for id and publication date.
        sentences: (index, sentence) of those that were parsed.

    Returns:
        Mentions in text order, and a Rejection for each candidate that was dropped.

    Example:
        >>> mentions, rejections = find_events(doc, actors, coder, article, sentences)  # doctest: +SKIP
    """
    index = ActorIndex(doc, actors)
    now = article.published or dt.date.min
    lead = lead_date([sent for _, sent in sentences], now)
    found: list[EventMention] = []
    rejected: list[Rejection] = []
    for number, sent in sentences:
        candidates = mark_inner(sentence_candidates(sent, coder.lexicon, index))
        phrases = find_date_phrases(sent, now) if candidates else []
        seen: set[tuple[str, str, str, str]] = set()
        for candidate in candidates:
            why = implausible(candidate.actor.code, candidate.target.code)
            if why:
                detail = f"{candidate.actor.code} {candidate.code} {candidate.target.code}: {candidate.predicate.text}"
                rejected.append(Rejection("candidate", f"{article.article_id}:{number}", "events", why, detail))
                continue
            mode, _ = modality(candidate.predicate, coder.lexicon, skip=candidate.skip)
            if candidate.inner and mode == "asserted":
                mode = "hypothetical"
            key = (candidate.actor.code, candidate.target.code, candidate.code, mode)
            if key in seen:
                detail = f"{candidate.actor.code} {candidate.code} {candidate.target.code}: {candidate.predicate.text}"
                rejected.append(Rejection("candidate", f"{article.article_id}:{number}", "events", "told_twice", detail))
                continue
            seen.add(key)
            time = event_time(candidate.predicate, phrases, now, lead, ahead=mode in ("future", "hypothetical"))
            speaker = attribution(candidate.predicate, index, coder.lexicon)
            found.append(_mention(candidate, doc, article, number, sent, mode, speaker, time))
    return found, rejected


def _mention(
    candidate: Candidate, doc: Doc, article: Article, number: int, sent: Span, mode: str, speaker: str, time: EventTime
) -> EventMention:
    actor, target = candidate.actor, candidate.target
    actor_span, target_span = _span(actor.mention, doc), _span(target.mention, doc)
    action_span = _action_span(candidate.predicate)
    return EventMention(
        mention_id=mention_id(
            article.article_id, actor_span=actor_span, action_span=action_span, target_span=target_span,
            actor=actor.code, target=target.code, action_code=candidate.code,
        ),
        article_id=article.article_id,
        sentence_index=number,
        sentence=(sent.start_char, sent.start_char + len(sent.text.rstrip())),
        actor=actor.code,
        target=target.code,
        action_code=candidate.code,
        actor_span=actor_span,
        action_span=action_span,
        target_span=target_span,
        actor_name=actor.mention.name,
        target_name=target.mention.name,
        actor_rule=actor.mention.rule,
        target_rule=target.mention.rule,
        time=time,
        modality=mode,
        attribution=speaker,
        confidence=_confidence(candidate),
        coder="lexicon",
        rule=candidate.rule,
    )  # fmt: skip
