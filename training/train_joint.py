"""Train encoder, syntax heads and relation head together, from a syntax checkpoint.

    python -m training.train_joint --start DIR --treebanks DIR --minilm DIR --out DIR \\
        --train FILE... --dev FILE...

Each step takes one batch of trees and one of labelled sentences, so that the relation head shapes
the shared encoder without harming the parser. Seeded; resumable.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
import torch
from torch import Tensor

from builder.language.wordpieces import WordPieces
from training.corpus import NONE, read_examples, reversed_negatives
from training.network import Network, Shape
from training.parsed import parsed_texts
from training.relation_data import RelationExamples, hide_names
from training.relation_head import RelationHead, relation_loss
from training.train_syntax import Examples, augment, evaluate, optimizer_for, syntax_loss
from training.treebank import read_trees


def relation_outputs(network: Network, head: RelationHead, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Encode a batch and score its pairs."""
    words, sentence = network.vectors(batch["ids"], batch["first"], batch["last"], batch["mask"])
    result: tuple[Tensor, Tensor, Tensor] = head(
        words, sentence, batch["of"], batch["actor"], batch["target"], batch["path"], batch["words"]
    )
    return result


def score_outputs(
    batches: Iterable[dict[str, Tensor]], codes: list[str], outputs: Callable[[dict[str, Tensor]], tuple[Tensor, Tensor, Tensor]]
) -> dict[str, float]:
    """Return accuracies: four digits, three digits, root, modality; none refused and acts kept at one half."""
    counts = dict.fromkeys(("n", "code", "middle", "root", "none", "none_right", "kept", "modality"), 0)
    none = codes.index(NONE)
    for batch in batches:
        logits, modality, _ = outputs(batch)
        refused = logits.softmax(-1)[:, none] > 0.5
        for row, gold in enumerate(batch["code"].tolist()):
            if gold == none:
                counts["none"] += 1
                counts["none_right"] += int(refused[row])
                continue
            scores = logits[row].clone()
            scores[none] = -1e4
            guess = codes[int(scores.argmax())]
            counts["n"] += 1
            counts["kept"] += int(not refused[row])
            counts["code"] += guess == codes[gold]
            counts["middle"] += guess[:3] == codes[gold][:3]
            counts["root"] += guess[:2] == codes[gold][:2]
            counts["modality"] += int(modality[row].argmax() == batch["modality"][row])
    n, none_n = max(counts["n"], 1), max(counts["none"], 1)
    shares = {k: round(counts[k] / n, 4) for k in ("code", "middle", "root", "modality", "kept")}
    return {**shares, "none": round(counts["none_right"] / none_n, 4), "n": counts["n"]}


def score_relations(network: Network, head: RelationHead, examples: RelationExamples) -> dict[str, float]:
    """Score the head on labelled sentences; see `score_outputs`."""
    network.eval()
    with torch.inference_mode():
        figures = score_outputs(examples.batches(64, None), examples.codes, lambda b: relation_outputs(network, head, b))
    network.train()
    return figures


@click.command()
@click.option("--start", type=click.Path(path_type=Path, exists=True), required=True, help="output of train_syntax, or of this")
@click.option("--treebanks", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--minilm", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--train", "train_files", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--dev", "dev_files", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--trees", "cache", type=click.Path(path_type=Path), help="JSON lines to keep parses in between runs")
@click.option("--codes", type=click.Path(path_type=Path, exists=True), default=Path("seeds/ontology/cameo.csv"))
@click.option("--epochs", default=6, show_default=True, help="passes over the labelled sentences")
@click.option("--batch", default=32, show_default=True)
@click.option("--tree-pieces", default=300, show_default=True, help="word pieces of trees a step; 0: relations only")
@click.option("--rate", default=6e-5, show_default=True)
@click.option("--head-rate", default=4e-4, show_default=True)
@click.option("--negative-weight", default=0.3, show_default=True, help="of pairs read backwards")
@click.option("--silent", default=10, show_default=True, help="most pairs without an event a sentence and pass")
@click.option("--hide", default=0.15, show_default=True, help="share of names hidden from the encoder")
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
def main(
    start: Path, treebanks: Path, minilm: Path, out: Path, train_files: tuple[Path, ...], dev_files: tuple[Path, ...],
    cache: Path | None, codes: Path, epochs: int, batch: int, tree_pieces: int, rate: float, head_rate: float, negative_weight: float, silent: int, hide: float,
    seed: int, threads: int,
) -> None:  # fmt: skip
    """Train the joint model."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    labels = json.loads((start / "labels.json").read_text(encoding="utf-8"))
    (out / "labels.json").write_text(json.dumps(labels, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    inventory = [line.split(",")[0] for line in codes.read_text(encoding="utf-8").splitlines()[1:]]
    inventory = sorted({c for c in inventory if c.isdigit()}) + [NONE]
    pieces = WordPieces(minilm / "tokenizer.json")
    names = ("en_ewt-ud", "en_gum-ccby")
    texts = [treebanks / f"{n}-train.conllu" for n in names]
    own, held_out = (list(read_examples(files, texts)) for files in (train_files, dev_files))
    parses = parsed_texts([e.text for e in (*own, *held_out)], cache)
    examples = RelationExamples([*own, *reversed_negatives(own, negative_weight)], inventory, pieces, parses, silent)
    dev = RelationExamples(held_out, inventory, pieces, parses)
    trees = Examples([t for n in names for t in read_trees(treebanks / f"{n}-train.conllu")], labels, pieces)
    tree_dev = Examples([t for n in names for t in read_trees(treebanks / f"{n}-dev.conllu")], labels, pieces)
    saved = torch.load(start / "network.pt", weights_only=True)
    network = Network(Shape(**saved["shape"]))
    syntax = {k: v for k, v in saved["network"].items() if not k.startswith("relation.")}
    network.load_state_dict(syntax)
    network.relation = RelationHead(inventory, network.shape)
    for layer in network.relation.layers:  # a layer that can read already learns faster
        layer.load_state_dict(network.encoder.layers[-1].state_dict())
    known = {k: v for k, v in saved["network"].items() if k.startswith("relation.")}
    for i in range(len(network.relation.layers)):  # a head of fewer layers starts all of these
        first = {k.replace("layers.0.", f"layers.{i}."): v for k, v in known.items() if k.startswith("relation.layers.0.")}
        known = {**first, **known}
    network.load_state_dict(known, strict=False)
    head: RelationHead = network.relation  # type: ignore[assignment]
    optimizer = optimizer_for(network, rate, head_rate)
    total = epochs * -(-len(examples.rows) // batch)
    warmup = 100
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warmup, max(0.02, (total - s) / max(1, total - warmup)))
    )
    click.echo(f"{len(own)} sentences, {len(examples.rows)} different, {total} steps; dev {len(dev.rows)}")
    generator = torch.Generator()
    tree_batches: Iterator[dict[str, Tensor]] = iter(())
    step, tree_epoch, started, average = 0, 0, time.monotonic(), 0.0
    network.train()
    for epoch in range(epochs):
        for relation in examples.batches(batch, seed * 1000 + epoch):
            generator.manual_seed(seed * 1_000_000 + step)
            hidden = hide_names(relation, hide, generator)
            loss = relation_loss(head, relation_outputs(network, head, hidden), relation)
            shown = loss.item()
            if tree_pieces:
                tree = next(tree_batches, None)
                if tree is None:
                    tree_epoch += 1
                    tree_batches = trees.batches(tree_pieces, seed * 5000 + tree_epoch)
                    tree = next(tree_batches)
                loss = loss + 0.7 * syntax_loss(network, augment(tree, generator))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            average = shown if average == 0 else 0.97 * average + 0.03 * shown
            if step % 50 == 0:
                click.echo(f"step {step}/{total} relation loss {average:.3f} {time.monotonic() - started:.0f} s")
        click.echo(f"epoch {epoch + 1} dev {score_relations(network, head, dev)}")
        torch.save(
            {"network": network.state_dict(), "shape": network.shape.asdict(), "codes": inventory}, out / "network.pt"
        )
    click.echo(f"trees dev {evaluate(network, tree_dev)}")


if __name__ == "__main__":
    main()
