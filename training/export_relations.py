"""Export the relation head of a joint checkpoint, next to the encoder it was trained with.

    python -m training.export_relations --checkpoint FILE --out builder/model

Writes relations_words.onnx (what all pairs of a sentence share), relations_pairs.onnx (one pair) and
relations.json. Weights become 7-bit integers as in `training.export`, for the same reason.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.corpus import MODALITIES
from training.network import Shape
from training.relation_head import RelationHead


class Shared(nn.Module):
    """The first graph: a sentence's word vectors in, keys and values for all its pairs out."""

    def __init__(self, head: RelationHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, vectors: Tensor) -> tuple[Tensor, ...]:
        return self.head.prepare(vectors)


class Paired(nn.Module):
    """The second graph: one pair of a prepared sentence in, logits and attention out; no padding."""

    def __init__(self, head: RelationHead) -> None:
        super().__init__()
        self.head = head

    def forward(
        self, vectors: Tensor, sentence: Tensor, keys: Tensor, values: Tensor, acts: Tensor, actor: Tensor, target: Tensor,
        path: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        return self.head.pair(vectors, sentence, keys, values, acts, actor, target, path, torch.ones_like(actor))


def load_head(path: Path) -> tuple[RelationHead, list[str]]:
    """Load the relation head and its inventory from a joint checkpoint."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    state = {k.removeprefix("relation."): v for k, v in saved["network"].items() if k.startswith("relation.")}
    layers = len({k.split(".")[1] for k in state if k.startswith("layers.")})
    head = RelationHead(saved["codes"], Shape(**saved["shape"]), layers=layers)
    head.load_state_dict(state)
    return head.eval(), saved["codes"]


def export_relations(head: RelationHead, out: Path, *, quantize: bool = True) -> None:
    """Write the head as two ONNX files.

    Args:
        head: trained.
        out: the folder.
        quantize: int8 weights; False keeps float32 for comparison.
    """
    width = head.part.shape[1]
    vectors = torch.randn(1, 7, width)
    actor, target = torch.zeros(1, 7), torch.zeros(1, 7)
    actor[0, 0] = target[0, 3] = 1.0
    with torch.no_grad():
        keys, values, acts = head.prepare(vectors)
    shared = {"keys": 2, "values": 2, "acts": 1}
    _write(Shared(head), (vectors,), ["vectors"], list(shared), {"vectors": 1, **shared}, out / "relations_words.onnx", quantize)
    path = torch.arange(7)[None]
    inputs = ["vectors", "sentence", "keys", "values", "acts", "actor", "target", "path"]
    axes = {"vectors": 1, **shared, "actor": 1, "target": 1, "path": 1, "attention": 1}
    example = (vectors, torch.randn(1, width), keys, values, acts, actor, target, path)
    _write(Paired(head), example, inputs, ["codes", "modality", "attention"], axes, out / "relations_pairs.onnx", quantize)


def _write(
    module: nn.Module, example: tuple[Tensor, ...], inputs: list[str], outputs: list[str], words_at: dict[str, int], path: Path,
    quantize: bool,
) -> None:  # fmt: skip
    """Export one graph; `words_at` says which dimension of what counts words."""
    axes = {name: {at: "words"} for name, at in words_at.items()}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = (str(Path(folder) / f"{n}.onnx") for n in ("plain", "ready"))
        torch.onnx.export(
            module.eval(), example, plain, input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=17,
            dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        if quantize:
            quantize_dynamic(
                ready, str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                op_types_to_quantize=["MatMul"],
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
            )  # fmt: skip
        else:
            onnx.save(onnx.load(ready), path)
    model = onnx.load(path)
    _rename(model.graph)
    model.producer_name, model.doc_string = "dyads", ""
    onnx.save(model, path)


def _rename(graph: onnx.GraphProto) -> None:
    """Part the names of layers by dots: with slashes they read like folders of whoever trained."""
    for named in (*graph.node, *graph.initializer, *graph.value_info):
        named.name = _dotted(named.name)
    for node in graph.node:
        for names in (node.input, node.output):
            dotted = [_dotted(n) for n in names]
            del names[:]
            names.extend(dotted)


def _dotted(name: str) -> str:
    return name.lstrip("/").replace("/", ".")


@click.command()
@click.option("--checkpoint", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("builder/model"), show_default=True)
@click.option("--float32", is_flag=True, help="no int8, for comparison")
def main(checkpoint: Path, out: Path, float32: bool) -> None:
    """Write relations_words.onnx, relations_pairs.onnx and relations.json."""
    head, codes = load_head(checkpoint)
    export_relations(head, out, quantize=not float32)
    about = {"codes": codes, "modalities": list(MODALITIES), "code_temperature": 1.0, "none_temperature": 1.0, "back_off": 0.4}
    (out / "relations.json").write_text(json.dumps(about, indent=0) + "\n", encoding="utf-8")
    size = sum((out / f"relations_{n}.onnx").stat().st_size for n in ("words", "pairs"))
    click.echo(f"{out}: relations {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
