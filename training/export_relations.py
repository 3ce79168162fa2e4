"""Export the relation head of a joint checkpoint, next to the encoder it was trained with.

    python -m training.export_relations --checkpoint FILE --out builder/model

Writes relations.onnx and relations.json. The head stays one graph for one pair; weights become
7-bit integers as in `training.export`, for the same reason.
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

from training.network import Shape
from training.relation_data import MODALITIES
from training.relation_head import RelationHead


class Related(nn.Module):
    """The graph that ships: one pair in, logits and attention out; no padding."""

    def __init__(self, head: RelationHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, vectors: Tensor, sentence: Tensor, actor: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        result: tuple[Tensor, ...] = self.head(vectors, sentence, actor, target, torch.ones_like(actor))
        return result


def load_head(path: Path) -> tuple[RelationHead, list[str]]:
    """Load the relation head and its inventory from a joint checkpoint."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    state = {k.removeprefix("relation."): v for k, v in saved["network"].items() if k.startswith("relation.")}
    layers = len({k.split(".")[1] for k in state if k.startswith("layers.")})
    head = RelationHead(saved["codes"], Shape(**saved["shape"]), layers=layers)
    head.load_state_dict(state)
    return head.eval(), saved["codes"]


def export_relations(head: RelationHead, path: Path, *, quantize: bool = True) -> None:
    """Write the head as one ONNX file.

    Args:
        head: trained.
        path: where the file goes.
        quantize: int8 weights; False keeps float32 for comparison.
    """
    width = head.part.shape[1]
    words = 7
    marks = torch.zeros(1, words)
    actor, target = marks.clone(), marks.clone()
    actor[0, 0] = target[0, 3] = 1.0
    example = (torch.randn(1, words, width), torch.randn(1, width), actor, target)
    names, outputs = ["vectors", "sentence", "actor", "target"], ["codes", "modality", "attention"]
    axes = {name: {1: "words"} for name in ("vectors", "actor", "target", "attention")}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = (str(Path(folder) / f"{n}.onnx") for n in ("plain", "ready"))
        torch.onnx.export(
            Related(head).eval(), example, plain, input_names=names, output_names=outputs,
            dynamic_axes=axes, opset_version=17, dynamo=False,
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
    model.producer_name, model.doc_string = "dyads", ""
    onnx.save(model, path)


@click.command()
@click.option("--checkpoint", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("builder/model"), show_default=True)
@click.option("--float32", is_flag=True, help="no int8, for comparison")
def main(checkpoint: Path, out: Path, float32: bool) -> None:
    """Write relations.onnx and relations.json."""
    head, codes = load_head(checkpoint)
    export_relations(head, out / "relations.onnx", quantize=not float32)
    about = {"codes": codes, "modalities": list(MODALITIES), "code_temperature": 1.0, "none_temperature": 1.0, "back_off": 0.4}
    (out / "relations.json").write_text(json.dumps(about, indent=0) + "\n", encoding="utf-8")
    click.echo(f"{out / 'relations.onnx'}: {(out / 'relations.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
