"""How well two coders of the relation corpus agree.

    python -m training.agreement [--second FILE]

The second coder saw 300 sentences with actor and target marked, drawn with a fixed seed, and
neither the first coder's code nor the words marked as the act.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from training.relation_data import NONE

_ACT = re.compile(r"</?e>")


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two coders (Cohen 1960).

    Example:
        >>> kappa(["a", "b"], ["a", "b"])
        1.0
    """
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    one, two = Counter(first), Counter(second)
    chance = sum(one[label] * two[label] for label in one) / n**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


@click.command()
@click.option("--second", type=click.Path(path_type=Path, exists=True), default=Path("training/double/second_coder.jsonl"))
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), default=Path("training/relations"))
@click.option("--show", is_flag=True, help="print the rows on which the two differ")
def main(second: Path, corpus: Path, show: bool) -> None:
    """Report agreement on the sentences that both coded."""
    first = {}
    for path in sorted(corpus.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            first[_ACT.sub("", row["text"])] = row
    rows = [json.loads(line) for line in second.read_text(encoding="utf-8").splitlines()]
    pairs = [(first[r["text"]], r) for r in rows if r["text"] in first]
    acts = [(a, b) for a, b in pairs if NONE not in (a["code"], b["code"])]
    click.echo(f"rows coded twice: {len(pairs)}; both see an act: {len(acts)}")
    click.echo(f"event or none: {sum((a['code'] == NONE) == (b['code'] == NONE) for a, b in pairs) / len(pairs):.3f}")
    for length, name in ((4, "four digits"), (3, "three digits"), (2, "root")):
        click.echo(f"{name}: {sum(a['code'][:length] == b['code'][:length] for a, b in acts) / len(acts):.3f}")
    modal = sum((a.get("modality") or "asserted") == b["modality"] for a, b in acts) / len(acts)
    click.echo(f"modality: {modal:.3f}")
    click.echo(f"kappa of code: {kappa([a['code'] for a, _ in pairs], [b['code'] for _, b in pairs]):.3f}")
    click.echo(f"kappa of root: {kappa([a['code'][:2] for a, _ in pairs], [b['code'][:2] for _, b in pairs]):.3f}")
    for a, b in pairs if show else ():
        if a["code"] != b["code"]:
            click.echo(f"{a['code']} {b['code']} {b['text']}")


if __name__ == "__main__":
    main()
