"""Export a trained checkpoint to the shipped int8 ONNX model.

    python -m training.export --checkpoint FILE --minilm DIR --out builder/model

Weights of matrix products become 7-bit signed integers, one scale a column; products of 8-bit
activations and 7-bit weights cannot overflow the 16-bit sums of CPUs without VNNI, so the integer
part of the arithmetic is exact everywhere. The piece embeddings become int8 with one scale a row.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import click
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers import optimizer as fusion
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from training.network import Network, Shape


class RowQuantized(nn.Module):
    """An embedding table as int8 with a float scale per row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("codes", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        codes, scale = self.get_buffer("codes"), self.get_buffer("scale")
        return codes[ids].to(torch.float32) * scale[ids]


class Served(nn.Module):
    """The graph that ships: one sentence in, labels, scores and vectors out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        network.encoder.pieces = RowQuantized(network.encoder.pieces.weight.data)  # type: ignore[assignment]
        label = network.syntax.label.data  # [labels, dependent, head]
        self.labels, self.inner = label.shape[0], label.shape[2]
        self.label = nn.Parameter(label.permute(1, 0, 2).reshape(label.shape[1], -1))

    def forward(self, ids: Tensor, first: Tensor, last: Tensor, case: Tensor) -> tuple[Tensor, ...]:
        words, sentence = self.network.vectors(ids, first, last, None)
        out = self.network.syntax(words, sentence, case)
        dependent = out["label_dependent"]
        batch, count = dependent.shape[0], dependent.shape[1]
        scores = (dependent @ self.label).reshape(batch, count * self.labels, self.inner)
        scores = scores @ out["label_head"].transpose(-1, -2)
        label = scores.reshape(batch, count, self.labels, -1).argmax(2)
        return (
            out["upos"].argmax(-1), out["xpos"].argmax(-1), out["lemma"].argmax(-1), out["arc"], label, words, sentence,
        )  # fmt: skip


NAMES = ["upos", "xpos", "lemma", "arc", "label", "vectors", "sentence"]


def export(network: Network, path: Path, *, quantize: bool = True) -> None:
    """Write the network as one ONNX file.

    Args:
        network: trained; changed by the call.
        path: where the file goes.
        quantize: int8 weights (the shipped form); False keeps float32 for comparison.
    """
    served = Served(network).eval()
    example = (
        torch.tensor([[101, 2000, 2001, 2002, 102]]), torch.tensor([[1, 2]]), torch.tensor([[1, 3]]), torch.tensor([[0, 1]]),
    )  # fmt: skip
    axes = {name: {1: "pieces" if name == "ids" else "words"} for name in ("ids", "first", "last", "case")}
    axes |= {name: {1: "words"} for name in NAMES[:-1]}
    axes["arc"][2] = axes["label"][2] = "heads"
    with tempfile.TemporaryDirectory() as folder:
        plain, fused, ready = (str(Path(folder) / f"{n}.onnx") for n in ("plain", "fused", "ready"))
        torch.onnx.export(
            served, example, plain, input_names=["ids", "first", "last", "case"], output_names=NAMES,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        options.enable_skip_layer_norm = True
        options.enable_attention = True
        fused_model = fusion.optimize_model(
            plain, model_type="bert", num_heads=network.shape.attention_heads, hidden_size=network.shape.width,
            optimization_options=options,
        )  # fmt: skip
        print("fused:", fused_model.get_fused_operator_statistics())
        fused_model.save_model_to_file(fused)
        if not quantize:
            shutil.copy(fused, path)
            return
        quant_pre_process(fused, ready, skip_symbolic_shape=True, skip_optimization=True)
        quantize_dynamic(
            ready, str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
        )  # fmt: skip
    model = onnx.load(path)
    model.producer_name, model.doc_string = "dyads", ""
    onnx.save(model, path)


def load_checkpoint(path: Path) -> Network:
    """Load a network from `network.pt` or a training checkpoint."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    network = Network(Shape(**saved["shape"]))
    state = {k: v for k, v in saved["network"].items() if not k.startswith("relation.")}
    network.load_state_dict(state)
    return network.eval()


@click.command()
@click.option("--checkpoint", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--minilm", type=click.Path(path_type=Path, exists=True), required=True, help="for tokenizer.json")
@click.option("--out", type=click.Path(path_type=Path), default=Path("builder/model"), show_default=True)
@click.option("--float32", is_flag=True, help="no int8, for comparison")
def main(checkpoint: Path, minilm: Path, out: Path, float32: bool) -> None:
    """Write encoder.onnx, tokenizer.json and labels.json."""
    out.mkdir(parents=True, exist_ok=True)
    export(load_checkpoint(checkpoint), out / "encoder.onnx", quantize=not float32)
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")
    labels = json.loads((checkpoint.parent / "labels.json").read_text(encoding="utf-8"))
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    size = sum(f.stat().st_size for f in out.iterdir() if f.is_file())
    click.echo(f"{out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
