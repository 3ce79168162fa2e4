"""Train the relation head alone, on the word vectors of a finished encoder.

    python -m training.train_head --start DIR --minilm DIR --out DIR --train FILE... --dev FILE...

The encoder reads each sentence once and is not changed, so the parser stays as it is and a pass over all pairs
takes a minute or two: the last step after `training.train_joint`, which sees only some of the silent pairs.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import click
import torch
from torch import Tensor

from builder.language.wordpieces import WordPieces
from training.corpus import read_examples, reversed_negatives
from training.network import Network, Shape
from training.parsed import parsed_texts
from training.relation_data import RelationExamples
from training.relation_head import RelationHead, relation_loss
from training.train_joint import score_outputs


def encoded(
    network: Network, examples: RelationExamples, size: int, seed: int | None
) -> list[tuple[dict[str, Tensor], Tensor, Tensor]]:
    """Return batches with the word vectors and sentence vectors of their sentences, half precision."""
    found = []
    network.eval()
    with torch.no_grad():
        for batch in examples.batches(size, seed):
            words, sentence = network.vectors(batch["ids"], batch["first"], batch["last"], batch["mask"])
            found.append((batch, words.half(), sentence.half()))
    return found


def _shuffled(batches: list[tuple[dict[str, Tensor], Tensor, Tensor]], seed: int) -> Iterator[tuple[dict[str, Tensor], Tensor, Tensor]]:
    generator = torch.Generator().manual_seed(seed)
    for i in torch.randperm(len(batches), generator=generator).tolist():
        yield batches[i]


def _read(head: RelationHead, batch: dict[str, Tensor], words: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    result: tuple[Tensor, Tensor, Tensor] = head(
        words.float(), sentence.float(), batch["of"], batch["actor"], batch["target"], batch["path"], batch["words"]
    )
    return result


@click.command()
@click.option("--start", type=click.Path(path_type=Path, exists=True), required=True, help="output of train_joint")
@click.option("--minilm", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--train", "train_files", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--dev", "dev_files", type=click.Path(path_type=Path, exists=True), multiple=True, required=True)
@click.option("--treebank", "treebanks", type=click.Path(path_type=Path, exists=True), multiple=True, help="CoNLL-U with the sentences of training/real")
@click.option("--trees", type=click.Path(path_type=Path), help="JSON lines to keep parses in between runs")
@click.option("--epochs", default=4, show_default=True)
@click.option("--batch", default=16, show_default=True, help="sentences")
@click.option("--rate", default=2e-4, show_default=True)
@click.option("--negative-weight", default=0.3, show_default=True, help="of pairs read backwards")
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
def main(
    start: Path, minilm: Path, out: Path, train_files: tuple[Path, ...], dev_files: tuple[Path, ...],
    treebanks: tuple[Path, ...], trees: Path | None, epochs: int, batch: int,
    rate: float, negative_weight: float, seed: int, threads: int,
) -> None:  # fmt: skip
    """Train the head."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(start / "labels.json", out / "labels.json")
    saved = torch.load(start / "network.pt", weights_only=True)
    network = Network(Shape(**saved["shape"]))
    network.relation = RelationHead(saved["codes"], network.shape)
    network.load_state_dict(saved["network"], strict=False)  # a head from before the ties starts them at nought
    head: RelationHead = network.relation  # type: ignore[assignment]
    pieces = WordPieces(minilm / "tokenizer.json")
    own = list(read_examples(train_files, treebanks))
    tests = [list(read_examples([f], treebanks)) for f in dev_files]
    parses = parsed_texts([e.text for group in (own, *tests) for e in group], trees)
    examples = RelationExamples([*own, *reversed_negatives(own, negative_weight)], saved["codes"], pieces, parses)
    train = encoded(network, examples, batch, seed)
    dev = [encoded(network, RelationExamples(group, saved["codes"], pieces, parses), 32, None) for group in tests]
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.02)
    total, warmup = epochs * len(train), 50
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warmup, max(0.02, (total - s) / max(1, total - warmup)))
    )
    click.echo(f"{len(own)} pairs, {total} steps")
    started, average = time.monotonic(), 0.0
    for epoch in range(epochs + 1):
        head.eval()
        with torch.no_grad():
            for name, batches in zip(dev_files, dev, strict=True):
                vectors = {id(b): (w, s) for b, w, s in batches}
                figures = score_outputs((b for b, _, _ in batches), saved["codes"], lambda b, v=vectors: _read(head, b, *v[id(b)]))  # type: ignore[misc]
                click.echo(f"after {epoch}: {name.name} {figures} {time.monotonic() - started:.0f} s")
        torch.save({"network": network.state_dict(), "shape": network.shape.asdict(), "codes": saved["codes"]}, out / "network.pt")
        if epoch == epochs:
            break
        head.train()
        for one, words, sentence in _shuffled(train, seed * 1000 + epoch):
            loss = relation_loss(head, _read(head, one, words, sentence), one)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average = loss.item() if average == 0 else 0.98 * average + 0.02 * loss.item()
        click.echo(f"epoch {epoch + 1} loss {average:.3f}")


if __name__ == "__main__":
    main()
