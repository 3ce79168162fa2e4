"""Events of an article: candidates, judged, dated, attributed, as EventMention records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from builder.events.attribution import SAYING, attribution
from builder.events.candidates import Candidate, mark_inner, sentence_candidates
from builder.events.fillers import ActorIndex
from builder.events.intentions import as_intent
from builder.events.lexicon import Lexicon, load_lexicon
from builder.events.modality import modality
from builder.events.pairs import SentencePairs
from builder.events.place import event_place
from builder.events.placenames import PlacePhrase, find_places
from builder.events.relations import RelationModel
from builder.events.ties import implausible
from builder.events.time import event_time, find_date_phrases, lead_date
from builder.events.towns import town_mentions
from builder.events.weighing import PRECISE, WIDE, Bars, Weighed, lexicon_confidence, weigh
from builder.ids import mention_id
from builder.records import ActorMention, Article, EventMention, EventTime, Rejection

# The model's word that an act is not done counts from this probability on.
MODALITY_SURE = 0.5


@dataclass(frozen=True)
class Coder:
    """What coding needs besides the article; without a model the lexicon alone speaks."""

    lexicon: Lexicon
    model: RelationModel | None = None
    bars: Bars = PRECISE


def load_coder(
    directory: Path, codes: Collection[str], *, frame_files: Sequence[Path] = (), model: Path | None = None, wide: bool = False
) -> Coder:
    """Load what coding needs.

    Args:
        directory: `seeds/lexicon`.
        codes: the known CAMEO codes.
        frame_files: the user's own frames.
        model: directory of the relation model; None codes by the lexicon alone.
        wide: tell also what is less sure.

    Raises:
        SeedError: a line of the lexicon is wrong.
        ModelError: the relation model is missing.
    """
    return Coder(load_lexicon(directory, codes, frame_files), RelationModel(model) if model else None, WIDE if wide else PRECISE)


def _unlocated(candidate: Candidate) -> str:
    """Of two parties, one at least must be more than a role: "gunmen shot a journalist" is nobody's dyad."""
    return "nobody_known" if candidate.actor.mention.rule == candidate.target.mention.rule == "role:alone" else ""


# Who merely hears what is said: "told state radio", "told a court".
_LISTENERS = frozenset({"MED", "JUD", "LEG"})
# What the press does with others' news ("IRNA said"); accusing or warning somebody is its own act.
_PASSING_ON = frozenset("say report quote write add note reveal disclose state announce tell".split())


def _reports(candidate: Candidate) -> str:
    """A report is the act neither of the press that prints it nor upon those who take it down."""
    act = candidate.predicate.lemma_.lower()
    heard = act in SAYING and candidate.code.startswith("01") and candidate.target.mention.role in _LISTENERS
    passed_on = act in _PASSING_ON and candidate.actor.mention.role == "MED"
    return "report" if heard or passed_on else ""


# People who travel for themselves: relatives, tourists, volunteers, those who flee.
_PRIVATE = frozenset({"CVL", "REF", "MED"})


def _private(candidate: Candidate) -> str:
    """A private journey is no visit in the manual's sense: that is for a meeting."""
    to_country = len(candidate.target.code) == 3 and not candidate.target.mention.role
    travels = candidate.code == "042" and candidate.actor.mention.role in _PRIVATE and to_country
    return "private_trip" if travels else ""


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


@dataclass(frozen=True, slots=True)
class Trace:
    """One candidate on its way: what was made of it and why.

    `cue` is the word that makes it something else than asserted, "(model)" where the relation model
    says so; `why` the reason of its rejection, "" for a mention.
    """

    sentence_index: int
    weighed: Weighed
    modality: str
    cue: str
    mention: EventMention | None
    why: str = ""


def trace_events(
    doc: Doc, actors: Sequence[ActorMention], coder: Coder, article: Article, sentences: Sequence[tuple[int, Span]]
) -> Iterator[Trace]:
    """Yield every candidate of an article with its fate, in text order; arguments as in `find_events`."""
    towns = [m for _, sent in sentences for m in town_mentions(sent, actors, coder.lexicon.act_words)]
    index = ActorIndex(doc, [*actors, *towns], coder.lexicon.undergone)
    now = article.published or dt.date.min
    lead = lead_date([sent for _, sent in sentences], now)
    for number, sent in sentences:
        weighed = _weighed(mark_inner(sentence_candidates(sent, coder.lexicon, index, learned=coder.model is not None)), sent, index, coder)
        phrases = find_date_phrases(sent, now) if weighed else []
        places = find_places(sent) if weighed else []
        seen: set[tuple[str, str, str, str]] = set()
        for verdict in weighed:
            mode, cue = _modality(verdict, coder)
            code, mode = as_intent(verdict.candidate.code, mode, coder.lexicon)
            if code != verdict.candidate.code:
                verdict = replace(verdict, candidate=replace(verdict.candidate, code=code))
            candidate = verdict.candidate
            key = (candidate.actor.code, candidate.target.code, candidate.code, mode)
            why = implausible(candidate.actor.code, candidate.target.code) or _unlocated(candidate) or _reports(candidate)
            why = why or _private(candidate) or verdict.why
            if why or key in seen:
                yield Trace(number, verdict, mode, cue, None, why or "told_twice")
                continue
            seen.add(key)
            time = event_time(candidate.predicate, phrases, now, lead, ahead=mode in ("future", "hypothetical"))
            speaker = attribution(candidate.predicate, index)
            yield Trace(number, verdict, mode, cue, _mention(verdict, doc, article, number, sent, mode, speaker, time, places))


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
    found: list[EventMention] = []
    rejected: list[Rejection] = []
    for trace in trace_events(doc, actors, coder, article, sentences):
        if trace.mention is not None:
            found.append(trace.mention)
            continue
        c = trace.weighed.candidate
        detail = f"{c.actor.code} {c.code} {c.target.code}: {c.predicate.text}"
        rejected.append(Rejection("candidate", f"{article.article_id}:{trace.sentence_index}", "events", trace.why, detail))
    return found, rejected


def _weighed(candidates: Sequence[Candidate], sent: Span, index: ActorIndex, coder: Coder) -> list[Weighed]:
    """The candidates with a verdict each; the model adds its own."""
    if coder.model is None:
        return [Weighed(c, "lexicon", lexicon_confidence(c)) for c in candidates]
    if not candidates and len(index.within(sent.start, sent.end)) < 2:
        return []
    return weigh(candidates, SentencePairs(sent, index, coder.model), coder.model, coder.lexicon, coder.bars)


def _modality(verdict: Weighed, coder: Coder) -> tuple[str, str]:
    """Syntax and model together: whatever either of them sees as not done is not told as done."""
    candidate, judged = verdict.candidate, verdict.judgement
    if verdict.coder == "model" and judged is not None and candidate.code.startswith("12"):
        return judged.modality, ""  # "would not hear of it": the negation is the refusal
    mode, cue = modality(candidate.predicate, coder.lexicon, skip=candidate.skip)
    if candidate.inner and mode == "asserted":
        mode, cue = "hypothetical", "(content of another act)"
    if mode == "asserted" and judged is not None and judged.modality_probability > MODALITY_SURE:
        mode, cue = judged.modality, "(model)" if judged.modality != "asserted" else ""
    return mode, cue


def _mention(
    verdict: Weighed, doc: Doc, article: Article, number: int, sent: Span, mode: str, speaker: str, time: EventTime,
    places: Sequence[PlacePhrase],
) -> EventMention:
    candidate = verdict.candidate
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
        confidence=round(verdict.confidence, 4),
        coder=verdict.coder,
        rule=candidate.rule,
        second_code=verdict.second,
        second_confidence=round(verdict.second_probability, 4),
        place=event_place(
            candidate.predicate, places, mentions=(actor.mention, target.mention), codes=(actor.code, target.code),
            action_code=candidate.code,
        ),
    )  # fmt: skip
