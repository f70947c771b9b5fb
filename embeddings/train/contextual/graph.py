"""The trained model as an ONNX graph with int8 weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from embeddings.train.contextual.protobuf import Array, Value, model, node

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
CONTRIB = "com.microsoft"
OPSETS = {"": 17, CONTRIB: 1}
HEADS = 12
EPSILON = 1e-12
LARGEST = 127
POSITIONS = 128
EMBEDDINGS = "embeddings."


def encoder_graph(weights: Weights, *, layers: int, heads: int = HEADS) -> bytes:
    """Return the model: (input_ids, attention_mask) to last_hidden_state.

    Args:
        weights: state of a BertModel without pooler, linear weights as [out, in].
        layers: how many of them.
        heads: of attention, in each layer.
    """
    graph = _Graph(weights, heads)
    hidden = graph.embed()
    for number in range(layers):
        hidden = graph.layer(f"encoder.layer.{number}.", hidden)
    width = weights[EMBEDDINGS + "word_embeddings.weight"].shape[1]
    graph.add("Identity", [hidden], "last_hidden_state")
    sizes = ("batch", "length")
    return model(
        nodes=graph.nodes,
        tensors=graph.tensors,
        inputs=[Value("input_ids", "int64", sizes), Value("attention_mask", "int64", sizes)],
        outputs=[Value("last_hidden_state", "float32", (*sizes, width))],
        opsets=OPSETS,
    )


def by_rows(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return int8 values and float32 [rows] scales: a row is its values times its scale."""
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / LARGEST
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales.astype(np.float32)


@dataclass
class _Graph:
    weights: Weights
    heads: int
    nodes: list[bytes] = field(default_factory=list)
    tensors: dict[str, Array] = field(default_factory=dict)

    def embed(self) -> str:
        """Add look-up, positions and their normalisation."""
        table, scales = by_rows(self.weights[EMBEDDINGS + "word_embeddings.weight"])
        positions = self.weights[EMBEDDINGS + "position_embeddings.weight"][:POSITIONS]
        kind = self.weights[EMBEDDINGS + "token_type_embeddings.weight"][0]
        self.tensors |= {
            "tokens": table,
            "token_scales": scales[:, None],
            "positions": positions + kind,
            "first": np.array([0], dtype=np.int64),
            "second": np.array([1], dtype=np.int64),
        }
        self.add("Gather", ["tokens", "input_ids"], "token_values")
        self.add("Cast", ["token_values"], "token_floats", to=1)
        self.add("Gather", ["token_scales", "input_ids"], "token_factors")
        self.add("Mul", ["token_floats", "token_factors"], "token_vectors")
        self.add("Shape", ["input_ids"], "size")
        self.add("Gather", ["size", "second"], "length")
        self.add("Slice", ["positions", "first", "length", "first"], "places")
        self.add("Add", ["token_vectors", "places"], "placed")
        self.add("Cast", ["attention_mask"], "mask", to=6)
        norm = self._norm(EMBEDDINGS + "LayerNorm")
        return self.add(
            "LayerNormalization", ["placed", *norm], "embedded", axis=-1 % 3, epsilon=EPSILON
        )

    def layer(self, name: str, hidden: str) -> str:
        """Add attention and the two dense layers, each with its residual."""
        parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
        projected = self._project(f"{name}qkv", hidden, parts, bias=True)
        split = [f"{name}q", f"{name}k", f"{name}v"]
        self.nodes.append(node("Split", [projected], split, attributes={"axis": 2}))
        mixed = self.add(
            "MultiHeadAttention",
            [*split, "", "mask"],
            f"{name}mixed",
            domain=CONTRIB,
            num_heads=self.heads,
        )
        attended = self._project(f"{name}attended", mixed, [f"{name}attention.output.dense"])
        middle = self._residual(f"{name}attention.output", attended, hidden)
        wide = self._project(f"{name}wide", middle, [f"{name}intermediate.dense"])
        bias = self._keep(f"{name}intermediate.dense.bias")
        bent = self.add("BiasGelu", [wide, bias], f"{name}bent", domain=CONTRIB)
        narrow = self._project(f"{name}narrow", bent, [f"{name}output.dense"])
        return self._residual(f"{name}output", narrow, middle)

    def add(
        self,
        operator: str,
        inputs: list[str],
        output: str,
        *,
        domain: str = "",
        **attributes: int | float,
    ) -> str:
        """Add a node with one output and return that output's name."""
        self.nodes.append(node(operator, inputs, [output], domain=domain, attributes=attributes))
        return output

    def _project(self, name: str, given: str, parts: list[str], *, bias: bool = False) -> str:
        values, scales = by_rows(np.vstack([self.weights[f"{part}.weight"] for part in parts]))
        self.tensors[f"{name}.values"] = np.ascontiguousarray(values.T)
        self.tensors[f"{name}.scales"] = scales
        self.add("DequantizeLinear", [f"{name}.values", f"{name}.scales"], f"{name}.weight", axis=1)
        product = self.add("MatMul", [given, f"{name}.weight"], name)
        if not bias:
            return product
        self.tensors[f"{name}.bias"] = np.hstack([self.weights[f"{part}.bias"] for part in parts])
        return self.add("Add", [product, f"{name}.bias"], f"{name}.shifted")

    def _residual(self, name: str, given: str, skipped: str) -> str:
        norm = self._norm(f"{name}.LayerNorm")
        bias = self._keep(f"{name}.dense.bias")
        return self.add(
            "SkipLayerNormalization",
            [given, skipped, *norm, bias],
            f"{name}.done",
            domain=CONTRIB,
            epsilon=EPSILON,
        )

    def _norm(self, name: str) -> list[str]:
        return [self._keep(f"{name}.weight"), self._keep(f"{name}.bias")]

    def _keep(self, name: str) -> str:
        self.tensors[name] = self.weights[name]
        return name
