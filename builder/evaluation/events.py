"""Events of one article against a reader's list of required, desired and forbidden ones.

The list is a JSON file: `required`, `desired` and `forbidden` hold events with `actor` and `target`
(CAMEO prefixes: RUS matches RUS and RUSGOV; "*" matches all), `action_code` (the defensible codes)
or `root_code`, and `date` (a day, a month, or null).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.errors import InputError
from builder.records import EventMention


@dataclass(frozen=True, slots=True)
class EventScore:
    """Lines of the list that were found (required, desired) or wrongly produced (forbidden)."""

    required_found: tuple[str, ...]
    required_missed: tuple[str, ...]
    desired_found: tuple[str, ...]
    desired_missed: tuple[str, ...]
    forbidden_produced: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return the score as readable lines."""
        out = [
            f"required {len(self.required_found)}/{len(self.required_found) + len(self.required_missed)}",
            f"desired {len(self.desired_found)}/{len(self.desired_found) + len(self.desired_missed)}",
            f"forbidden produced {len(self.forbidden_produced)}",
        ]
        out += [f"  missed: {line}" for line in (*self.required_missed, *self.desired_missed)]
        return out + [f"  forbidden: {line}" for line in self.forbidden_produced]


def _code_fits(code: str, wanted: str) -> bool:
    return wanted == "*" or code.startswith(wanted)


def _fits(mention: EventMention, line: Mapping[str, Any]) -> bool:
    if not (_code_fits(mention.actor, line["actor"]) and _code_fits(mention.target, line["target"])):
        return False
    code = mention.action_code
    if "root_code" in line and not any(_root_fits(code, root) for root in line["root_code"]):
        return False
    if "action_code" in line and code not in line["action_code"]:
        return False
    date = line.get("date")
    if not date:
        return True
    start, end = mention.time.start.isoformat(), mention.time.end.isoformat()
    return bool(start[: len(date)] <= date <= end[: len(date)])


def _root_fits(code: str, root: str) -> bool:
    if root == "*":
        return True
    family, _, exceptions = root.partition(":other than ")
    return code.startswith(family) and not any(code == e.strip() for e in exceptions.split(" or ") if e)


def _describe(line: Mapping[str, Any]) -> str:
    codes = "/".join(line.get("action_code") or line.get("root_code") or ["?"])
    return f"{line['actor']} -> {line['target']} {codes} {line.get('date') or ''} {line.get('text', line.get('why', ''))}"


def score_events(path: Path, mentions: Sequence[EventMention]) -> EventScore:
    """Score the asserted events of an article.

    Args:
        path: the JSON list.
        mentions: what was coded.

    Returns:
        EventScore.

    Raises:
        InputError: the file is not such a list.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        wanted: dict[str, Iterable[Mapping[str, Any]]] = {k: gold.get(k, []) for k in ("required", "desired", "forbidden")}
    except (json.JSONDecodeError, AttributeError) as error:
        raise InputError(f"{path}: not a list of required, desired and forbidden events ({error})") from error
    asserted = [m for m in mentions if m.modality == "asserted"]
    split: dict[tuple[str, bool], list[str]] = {}
    for kind, lines in wanted.items():
        for line in lines:
            fitting = [m for m in asserted if _fits(m, line)]
            text = _describe(line)
            if kind == "forbidden" and fitting:
                text += " <- " + ", ".join(sorted({f"{m.actor} {m.action_code} {m.target} ({m.rule})" for m in fitting}))
            split.setdefault((kind, bool(fitting)), []).append(text)

    def part(kind: str, found: bool) -> tuple[str, ...]:
        return tuple(split.get((kind, found), ()))

    return EventScore(
        part("required", True), part("required", False), part("desired", True), part("desired", False), part("forbidden", True)
    )
