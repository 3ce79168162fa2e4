"""Choose the temperature and the back-off of the relation model on held-out sentences.

    python -m training.calibrate --model builder/model --dev FILE [--dev FILE]

The files may be of `training/relations` (one pair a row) or of `training/sentences` (every pair of a sentence counts).

Two temperatures (Guo et al. 2017): that of event-or-none minimises the negative log-likelihood, that of
the code the expected calibration error, because smoothed labels make the likelihood prefer too little
confidence. The back-off is the smallest at which codes told to four digits are right at least as often as
`--precision`. Writes all three into relations.json.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from builder.evaluation.relations import RelationPredictor, RelationRow, read_relations
from builder.evaluation.scores import calibration_error
from builder.events.lexicon import load_lexicon
from builder.events.relations import NONE, RelationModel
from builder.language.syntax import SyntaxModel
from builder.ontology import Ontology
from builder.resources import resource
from training.corpus import all_pairs, read_sentences


def all_logits(model: RelationModel, syntax: SyntaxModel, rows: list[RelationRow]) -> np.ndarray:
    """Return the model's logits, [rows, codes with none]."""
    found: list[np.ndarray] = []
    turn = model.calibrated

    def watched(logits: np.ndarray) -> tuple[float, np.ndarray]:
        found.append(logits)
        return turn(logits)

    model.calibrated = watched  # type: ignore[method-assign]
    ontology = Ontology.load()
    lexicon = load_lexicon(resource("seeds/lexicon"), ontology.actions)
    for _ in RelationPredictor(syntax, model, ontology, lexicon).predict(rows):
        pass
    model.calibrated = turn  # type: ignore[method-assign]
    return np.array(found)


def labelled_pairs(path: Path, treebanks: Sequence[Path] = ()) -> list[RelationRow]:
    """Read the pairs of a file of the corpus as rows, those without an event included."""
    if "events" not in json.loads(path.read_text(encoding="utf-8").split("\n", 1)[0]):
        return read_relations(path)
    return [
        RelationRow(f"{path.stem}:{n}", e.text, (e.actor,), (e.target,), code=e.code, modality=e.modality)
        for n, e in enumerate(e for sentence in read_sentences(path, treebanks) for e in all_pairs(sentence))
    ]


def _write(path: Path, about: dict[str, object]) -> None:
    path.write_text(json.dumps(about, indent=0) + "\n", encoding="utf-8")


@click.command()
@click.option("--model", "directory", type=click.Path(path_type=Path, exists=True), default=Path("builder/model"))
@click.option("--dev", "files", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--treebank", "treebanks", type=click.Path(path_type=Path, exists=True), multiple=True, help="CoNLL-U with the sentences of training/real")
@click.option("--precision", default=0.8, show_default=True, help="wanted of four-digit codes")
def main(directory: Path, files: tuple[Path, ...], treebanks: tuple[Path, ...], precision: float) -> None:
    """Calibrate the model in a directory."""
    path = directory / "relations.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    model, syntax = RelationModel(directory), SyntaxModel(directory)
    rows = [r for f in files for r in labelled_pairs(f, treebanks)]
    logits = all_logits(model, syntax, rows)
    acts = [i for i, r in enumerate(rows) if r.code != NONE]
    is_none = np.array([r.code == NONE for r in rows])
    grid = [round(0.6 + 0.05 * i, 2) for i in range(40)]

    def nones(temperature: float) -> np.ndarray:
        model._none_temperature = temperature
        return np.array([model.calibrated(row)[0] for row in logits]).clip(1e-6, 1 - 1e-6)

    def codes(temperature: float) -> list[np.ndarray]:
        model._code_temperature = temperature
        return [model.calibrated(logits[i])[1] for i in acts]

    def code_error(temperature: float) -> float:
        made = codes(temperature)
        right = [model.inventory[int(p.argmax())] == rows[i].code for p, i in zip(made, acts, strict=True)]
        return calibration_error([float(p.max()) for p in made], right)

    def none_error(temperature: float) -> float:
        p = nones(temperature)
        return calibration_error(np.maximum(p, 1 - p).tolist(), ((p > 0.5) == is_none).tolist())

    none_loss = {t: -np.log(np.where(is_none, p := nones(t), 1 - p)).mean() for t in grid}
    none_t = min(grid, key=lambda t: (none_loss[t], t))
    code_t = min(grid, key=lambda t: (code_error(t), t))
    click.echo(f"event or none: temperature {none_t}, calibration error {none_error(1.0):.3f} -> {none_error(none_t):.3f}")
    click.echo(f"code: temperature {code_t}, calibration error {code_error(1.0):.3f} -> {code_error(code_t):.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        p = nones(none_t)
        click.echo(f"none above {threshold}: {(p[is_none] > threshold).mean():.3f} of none refused, {(p[~is_none] <= threshold).mean():.3f} of acts kept")
    made, chosen = codes(code_t), 0.7
    for back_off in (round(0.2 + 0.05 * i, 2) for i in range(11)):
        model._back_off = back_off
        told = [(model.decide(p)[0], rows[i].code) for p, i in zip(made, acts, strict=True)]
        four = [a == b for a, b in told if len(a) == 4]
        click.echo(f"back-off {back_off}: {len(four) / len(told):.2f} told to four digits, {np.mean(four):.3f} of them right, "
                   f"{np.mean([a == b for a, b in told]):.3f} exact")  # fmt: skip
        if four and np.mean(four) >= precision:
            chosen = back_off
            break
    about.pop("temperature", None)
    _write(path, about | {"code_temperature": code_t, "none_temperature": none_t, "back_off": chosen})
    click.echo(f"{path}: code temperature {code_t}, none temperature {none_t}, back-off {chosen}")


if __name__ == "__main__":
    main()
