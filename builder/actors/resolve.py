"""From matches and syntax to actor mentions: one walk through the article, sentence by sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from spacy.tokens import Doc

from builder.actors.acronyms import define_acronyms
from builder.actors.bare import draft_name, draft_unknown, learn_appositions
from builder.actors.besides import learn_besides
from builder.actors.deeds import countries_fled
from builder.actors.drafts import PEOPLE, Draft, Known, Memory
from builder.actors.entries import ADJECTIVE, DEMONYM, NOT_ACTOR
from builder.actors.groups import Group, draft_of, find_groups
from builder.actors.knowledge import Knowledge
from builder.actors.matching import NameMatch, matches_within
from builder.actors.nobody import names_nobody
from builder.actors.pronouns import somebody_speaks, speaker_of
from builder.actors.reference import resolve_references
from builder.actors.scene import Scene
from builder.actors.told_dates import present
from builder.actors.unowned import ROLE_ALONE, roles_alone
from builder.records import ActorMention

_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM", "HUN"})


def find_actors(doc: Doc, names: Sequence[NameMatch], knowledge: Knowledge, *, on: dt.date) -> list[ActorMention]:
    """Find every actor mention of a parsed article and resolve it to a code.

    Args:
        doc: the article. Sentences whose tokens have no relation are not parsed: they give no
            mentions, but their names count as known to the reader.
        names: from `match_names`.
        knowledge: the knowledge that they come from.
        on: the article's date, which `names` was dated by.

    Returns:
        Mentions sorted by token; those that name somebody whom nobody can code have code "" and a name.

    Example:
        >>> find_actors(doc, names, knowledge, on=dt.date(2025, 6, 14))  # doctest: +SKIP
    """
    memory = Memory()
    quoted = _quoted(doc)
    _learn_matches(doc, names, memory, knowledge, on.isoformat())
    memory.fled = countries_fled(doc, names, memory, knowledge)
    found: list[Draft] = []
    alone: list[Draft] = []
    for number, (start, end) in enumerate(_sentences(doc)):
        if not doc[start].dep_ and not any(doc[i].dep_ for i in range(start, end)):
            continue
        matches = list(matches_within(names, start, end))
        scene = Scene.of(doc, start, end, number, matches, knowledge, memory)
        scene.quoted = {i for i in range(start, end) if i in quoted}
        drafts = _sentence(scene)
        found += drafts
        alone += roles_alone(scene, drafts)
    for draft in alone:  # last of all, so that nothing else of the article points back to so little
        assert draft.role is not None
        draft.code, draft.rule = draft.role.role + draft.role.secondary, ROLE_ALONE
    mentions = [d.mention(knowledge) for d in found if d.code or d.members or d.name]
    return sorted(mentions, key=lambda m: (m.token_start, m.token_end))


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(doc)):
        if doc[i].is_sent_start:
            yield start, i
            start = i
    if len(doc):
        yield start, len(doc)


_OPEN, _CLOSE, _STRAIGHT = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"}), frozenset({'"'})


def _quoted(doc: Doc) -> set[int]:
    """Tokens inside quotation marks. A quotation ends at the latest where a paragraph opens the next one."""
    inside = False
    found = set()
    for token in doc:
        text = token.text
        if token.is_sent_start and text in _STRAIGHT:
            inside = False
        if text in _OPEN:
            inside = True
        elif text in _CLOSE:
            inside = False
        elif text in _STRAIGHT:
            inside = not inside
        elif inside and not token.is_punct:
            found.add(token.i)
    return found


def _learn_matches(doc: Doc, names: Sequence[NameMatch], memory: Memory, knowledge: Knowledge, day: str) -> None:
    """Full names anywhere in the article teach bare surnames; names of countries make its places."""
    for match in names:
        if match.form == NOT_ACTOR or match.entry is None:
            continue
        country = knowledge.split_code(match.code)[0]
        if country:
            memory.places[country] += 1
            if match.form not in (ADJECTIVE, DEMONYM):
                memory.by_name.add(country)
        if match.entry.person and match.token_end - match.token_start > 1:
            text = doc[match.token_start : match.token_end].text
            # A time that one sentence tells of says nothing of the others.
            code, rule = present(match.code, match.rule, match.entry.person, text, knowledge, day)
            known = Known(
                code, text, match.entry.id, (match.token_start, match.token_end), rule, match.entry,
                match.rule in ("name:before", "name:ambiguous"),
            )  # fmt: skip
            memory.learn(known)
            if country in _FAMILY_FIRST:
                memory.learn(replace(known, name=text.split()[0], rule="surname"))


def _sentence(scene: Scene) -> list[Draft]:
    groups = find_groups(scene)
    drafts: list[Draft] = []
    for group in groups:
        phrase = draft_of(scene, group)
        drafts.append(phrase)
        _use(scene, group, phrase)
    for match in scene.names:
        if match.token_start in scene.used:
            continue
        draft = draft_name(scene, match)
        if draft is not None and names_nobody(scene, match, draft):
            scene.used.update(range(match.token_start, match.token_end))
            continue
        if draft is not None:
            if match.rule in ("name:before", "name:ambiguous"):
                _from_title(scene, match, draft)
            drafts.append(draft)
            scene.used.update(range(draft.token_start, draft.token_end))
    drafts = _with_their_country(scene, drafts)
    drafts = [draft for draft in drafts if not _inside_a_name(draft, drafts)]
    drafts += draft_unknown(scene)
    drafts.sort(key=lambda d: (d.token_start, d.token_end))
    drafts = define_acronyms(scene, drafts)
    learn_appositions(scene, drafts)
    drafts = learn_besides(scene, drafts)
    drafts = resolve_references(scene, drafts)
    drafts = [draft for draft in drafts if not _inside_a_name(draft, drafts)]  # of bodies known by now
    _remember(scene, drafts)
    return drafts


def _with_their_country(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One mention for a people and the country of theirs that is named before it: "British Kurds"."""
    by_end = {d.token_end: d for d in drafts if d.rule == "adjective"}
    taken: list[Draft] = []
    for draft in drafts:
        before = by_end.get(draft.token_start)
        if before is None or draft.sort != PEOPLE or draft.role is not None or draft.rule in ("adjective", "modifier"):
            continue
        area, role = scene.knowledge.split_code(before.code)
        if area and not role and draft.entry is not None and not any(scene.knowledge.split_code(draft.code)):
            draft.code, draft.token_start = area + draft.code, before.token_start
            taken.append(before)
    return [draft for draft in drafts if draft not in taken]


def _inside_a_name(draft: Draft, drafts: list[Draft]) -> bool:
    """The country of a body that the body's own mention has taken in ("Iran's news agency IRNA")."""
    if draft.rule not in ("possessor", "adjective", "modifier", "name"):
        return False
    return any(
        other.token_start <= draft.token_start and draft.token_end <= other.token_end and (other.entry is not None or other.rule == "apposition")
        for other in drafts
        if other is not draft and other.token_end - other.token_start > draft.token_end - draft.token_start
    )


def _from_title(scene: Scene, match: NameMatch, draft: Draft) -> None:
    """What the article said of a person goes before a dictionary line that does not fit the date."""
    known = scene.memory.recall(scene.doc[match.token_start : match.token_end].text)
    if known is not None and known.code and not known.weak and known.rule != match.rule:
        draft.code, draft.rule, draft.antecedent = known.code, known.rule, known.span


def _use(scene: Scene, group: Group, draft: Draft) -> None:
    """Names inside a coded role phrase are no mentions of their own; in an uncoded one they stay."""
    scene.used.update(range(group.match.token_start, group.match.token_end))
    for inner in group.inner:
        scene.used.update(range(inner.token_start, inner.token_end))
    for part in ((group.name.token_start, group.name.token_end) if group.name else None, group.unknown):
        if part:
            scene.used.update(range(*part))
    if draft.code or draft.members:
        scene.used.update(range(draft.token_start, draft.token_end))


def _remember(scene: Scene, drafts: list[Draft]) -> None:
    memory = scene.memory
    for draft in drafts:
        draft.quoted = draft.head in scene.quoted
    memory.mentions += [d for d in drafts if d.code or d.members or d.name]
    if somebody_speaks(scene):
        memory.speaker = speaker_of(scene, drafts)
    countries = sorted({scene.knowledge.split_code(d.code)[0] for d in drafts if d.code} - {""})
    for pair in combinations(countries, 2):
        memory.pairs[pair] += 1
