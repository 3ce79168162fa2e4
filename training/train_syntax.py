"""Train encoder, tagger, lemmatizer and parser on UD treebanks; resumable and seeded.

    python -m training.train_syntax --treebanks DIR --minilm DIR --out DIR [--epochs 6]

`--treebanks` holds en_ewt-ud-{train,dev}.conllu and en_gum-ccby-{train,dev}.conllu; `--minilm` holds
model.safetensors and tokenizer.json of all-MiniLM-L6-v2. A killed run started again with the same
arguments goes on from its last checkpoint.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import click
import torch
from torch import Tensor
from torch.nn import functional

from builder.language.lemmas import lemma_script
from builder.language.wordpieces import WordPieces
from training.network import Network, Shape
from training.treebank import Tree, label_sets, read_trees

Batch = dict[str, Tensor]
IGNORED = -100


class Examples:
    """Trees turned into tensors once."""

    def __init__(self, trees: list[Tree], labels: dict[str, list[str]], pieces: WordPieces) -> None:
        index = {name: {v: i for i, v in enumerate(values)} for name, values in labels.items()}
        self.rows: list[Batch] = []
        for tree in trees:
            try:
                split = pieces.split(tree.words)
            except ValueError:
                continue
            if len(tree.words) > 120:
                continue
            scripts = [lemma_script(w, m) for w, m in zip(tree.words, tree.lemmas, strict=True)]
            self.rows.append(
                {
                    "ids": torch.from_numpy(split.ids),
                    "first": torch.from_numpy(split.first),
                    "last": torch.from_numpy(split.last),
                    "case": torch.from_numpy(split.shapes),
                    "upos": torch.tensor([index["upos"].get(v, IGNORED) for v in tree.upos]),
                    "xpos": torch.tensor([index["xpos"].get(v, IGNORED) for v in tree.xpos]),
                    "lemma": torch.tensor([index["lemma"].get(v, IGNORED) for v in scripts]),
                    "head": torch.tensor(tree.heads),
                    "deprel": torch.tensor([index["deprel"].get(v, IGNORED) for v in tree.deprels]),
                    "scored": torch.tensor([u != "PUNCT" for u in tree.upos]),
                }
            )

    def batches(self, pieces_per_batch: int, seed: int | None) -> Iterator[Batch]:
        """Yield padded batches of like lengths, shuffled by `seed` (None: in order of length)."""
        order = sorted(range(len(self.rows)), key=lambda i: (len(self.rows[i]["ids"]), i))
        groups: list[list[int]] = [[]]
        for i in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(self.rows[i]["ids"]) > pieces_per_batch:
                groups.append([])
            groups[-1].append(i)
        if seed is not None:
            random.Random(seed).shuffle(groups)
        for group in groups:
            yield collate([self.rows[i] for i in group])


def collate(rows: list[Batch]) -> Batch:
    """Pad rows into one batch; labels with IGNORED, the rest with 0."""
    pad = {"upos": IGNORED, "xpos": IGNORED, "lemma": IGNORED, "head": IGNORED, "deprel": IGNORED}
    batch = {
        name: torch.nn.utils.rnn.pad_sequence([r[name] for r in rows], batch_first=True, padding_value=pad.get(name, 0))
        for name in rows[0]
    }
    lengths = torch.tensor([len(r["ids"]) for r in rows])
    words = torch.tensor([len(r["first"]) for r in rows])
    batch["mask"] = torch.arange(batch["ids"].shape[1])[None] < lengths[:, None]
    batch["words"] = torch.arange(batch["first"].shape[1])[None] < words[:, None]
    return batch


def syntax_outputs(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Run encoder and syntax heads; arcs to padding are masked out."""
    words, sentence = network.vectors(batch["ids"], batch["first"], batch["last"], batch["mask"])
    out: dict[str, Tensor] = network.syntax(words, sentence, batch["case"])
    valid = torch.cat([torch.ones_like(batch["words"][:, :1]), batch["words"]], 1)
    out["arc"] = out["arc"].masked_fill(~valid[:, None], -1e4)
    return out


def syntax_loss(network: Network, batch: Batch) -> Tensor:
    """Sum of the five classifiers' cross entropies (tags and lemmas at half weight)."""
    out = syntax_outputs(network, batch)

    def entropy(scores: Tensor, gold: Tensor) -> Tensor:
        return functional.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORED)

    heads = batch["head"].clamp(min=0)
    chosen = out["label_head"].gather(1, heads[..., None].expand(-1, -1, out["label_head"].shape[-1]))
    label = network.syntax.label_scores(out["label_dependent"], chosen)
    tags = entropy(out["upos"], batch["upos"]) + entropy(out["xpos"], batch["xpos"]) + entropy(out["lemma"], batch["lemma"])
    return entropy(out["arc"], batch["head"]) + entropy(label, batch["deprel"]) + 0.5 * tags


def evaluate(network: Network, examples: Examples) -> dict[str, float]:
    """Score a split: upos, xpos and lemma accuracy, unlabelled and labelled attachment.

    Heads are each word's best (no tree is enforced); labels count with their subtypes, and
    punctuation does not count: a quick figure for choosing, the reported ones come from
    `dyads evaluate parse`.
    """
    network.eval()
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    words = scored = 0
    with torch.inference_mode():
        for batch in examples.batches(8000, None):
            out = syntax_outputs(network, batch)
            heads = out["arc"].argmax(-1)
            chosen = out["label_head"].gather(1, heads[..., None].expand(-1, -1, out["label_head"].shape[-1]))
            label = network.syntax.label_scores(out["label_dependent"], chosen).argmax(-1)
            for name in ("upos", "xpos", "lemma"):
                right[name] += int(((out[name].argmax(-1) == batch[name]) & batch["words"]).sum())
            head_right = (heads == batch["head"]) & batch["scored"]
            right["uas"] += int(head_right.sum())
            right["las"] += int((head_right & (label == batch["deprel"])).sum())
            words += int(batch["words"].sum())
            scored += int(batch["scored"].sum())
    network.train()
    return {k: round(v / (scored if k in ("uas", "las") else words), 4) for k, v in right.items()}


def augment(batch: Batch, generator: torch.Generator) -> Batch:
    """Headlines in capitals and lower-cased text: give some sentences one shape throughout."""
    draw = torch.rand(len(batch["ids"]), generator=generator)
    case = batch["case"].clone()
    letters = case < 4
    case[(draw < 0.03)[:, None] & letters] = 2
    case[((draw >= 0.03) & (draw < 0.05))[:, None] & letters] = 0
    return {**batch, "case": case}


def optimizer_for(network: torch.nn.Module, encoder_rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW, the encoder slower than the heads, no decay on norms and biases."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        encoder = name.startswith("encoder.") and "mixture" not in name
        groups.setdefault((encoder, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": group, "lr": encoder_rate if encoder else head_rate, "weight_decay": 0.01 if decay else 0.0}
            for (encoder, decay), group in groups.items()
        ],
        betas=(0.9, 0.98),
    )


@click.command()
@click.option("--treebanks", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--minilm", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--epochs", default=6, show_default=True)
@click.option("--pieces", default=1100, show_default=True, help="word pieces in a batch")
@click.option("--rate", default=1e-4, show_default=True, help="encoder's learning rate")
@click.option("--head-rate", default=1e-3, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=2, show_default=True)
def main(
    treebanks: Path, minilm: Path, out: Path, epochs: int, pieces: int, rate: float, head_rate: float, seed: int, threads: int
) -> None:
    """Train the syntax model."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    splits = {
        split: [t for name in ("en_ewt-ud", "en_gum-ccby") for t in read_trees(treebanks / f"{name}-{split}.conllu")]
        for split in ("train", "dev")
    }
    labels = label_sets(splits["train"])
    tokenizer = WordPieces(minilm / "tokenizer.json")
    train, dev = (Examples(splits[s], labels, tokenizer) for s in ("train", "dev"))
    shape = Shape(**{name: len(values) for name, values in labels.items()})
    (out / "labels.json").write_text(json.dumps(labels, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    network = Network(shape)
    network.encoder.load_minilm(minilm / "model.safetensors")
    optimizer = optimizer_for(network, rate, head_rate)
    per_epoch = sum(1 for _ in train.batches(pieces, 0))
    total = per_epoch * epochs
    warmup = 200
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warmup, max(0.02, (total - s) / (total - warmup)))
    )
    checkpoint = out / "checkpoint.pt"
    step = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["rng"])
        step = saved["step"]
        click.echo(f"resumed at step {step} of {total}")
    started, average = time.monotonic(), 0.0
    generator = torch.Generator()
    network.train()
    while step < total:
        epoch = step // per_epoch
        for i, batch in enumerate(train.batches(pieces, seed * 1000 + epoch)):
            if i < step - epoch * per_epoch:
                continue
            generator.manual_seed(seed * 1_000_000 + step)
            loss = syntax_loss(network, augment(batch, generator))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            average = loss.item() if average == 0 else 0.98 * average + 0.02 * loss.item()
            if step % 50 == 0:
                click.echo(f"step {step}/{total} loss {average:.3f} {time.monotonic() - started:.0f} s")
            if step % 400 == 0 or step == total or step % per_epoch == 0:
                state = {
                    "network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                    "rng": torch.get_rng_state(), "step": step, "shape": shape.asdict(),
                }  # fmt: skip
                torch.save(state, checkpoint.with_suffix(".new"))
                checkpoint.with_suffix(".new").replace(checkpoint)
            if step % per_epoch == 0:
                click.echo(f"epoch {step // per_epoch} dev {evaluate(network, dev)}")
    torch.save({"network": network.state_dict(), "shape": shape.asdict()}, out / "network.pt")


if __name__ == "__main__":
    main()
