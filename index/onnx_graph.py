"""The encoder's layers as an ONNX graph for ONNX Runtime, made from the weights without torch.

The graph holds everything but the embeddings: what goes in is the sum of word, position and type
embeddings of one text, what comes out the mean over its tokens. Matrices are int8 by output
channel, activations uint8 by the range they come in. It is one text at a time because of that
range: a text's vector shall not depend on its neighbours, and no core is idle for it. Two things
keep rankings as good as in float32: 7 bits of the 8 are used, for processors without VNNI add pairs
of products in 16 bits; and the weights are 4-bit ones to begin with.

The nodes are the fastest that ONNX Runtime has for each step on a processor, so it is to compute
the graph as it is: what it would fuse further (a sum and the norm after it) it computes slower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.e5_weights import PackedWeights

EMBEDDINGS, VECTOR = "embeddings", "vector"
"""What goes in, float (1, tokens, hidden), and what comes out, float (1, hidden)."""

_HIGHEST = 63
_FUSED = "com.microsoft"
_OPSETS = (helper.make_opsetid("", 20), helper.make_opsetid(_FUSED, 1))
_IR_VERSION = 10


def encoder_graph(weights: PackedWeights) -> onnx.ModelProto:
    """The graph of a BERT encoder whose weights these are."""
    return _Graph(weights).model()


class _Graph:
    def __init__(self, weights: PackedWeights) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        hidden = self._weights.shape.hidden
        states = self._norm(EMBEDDINGS, "embeddings.LayerNorm")
        for layer in range(self._weights.shape.layers):
            states = self._layer(states, f"encoder.layer.{layer}")
        tokens = self._constant("tokens", np.asarray([1]))
        self._nodes.append(helper.make_node("ReduceMean", [states, tokens], [VECTOR], keepdims=0))
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(EMBEDDINGS, TensorProto.FLOAT, [1, "tokens", hidden])],
            [helper.make_tensor_value_info(VECTOR, TensorProto.FLOAT, [1, hidden])],
            self._constants,
        )
        return helper.make_model(graph, opset_imports=_OPSETS, ir_version=_IR_VERSION)

    def _layer(self, states: str, layer: str) -> str:
        output = f"{layer}.attention.output"
        attended = self._attention(states, f"{layer}.attention.self")
        attended = self._quantised(attended, f"{output}.dense")
        states = self._normalised(attended, states, f"{output}.LayerNorm")
        inner = self._quantised(states, f"{layer}.intermediate.dense")
        outer = self._quantised(self._node("Gelu", [inner], _FUSED), f"{layer}.output.dense")
        return self._normalised(outer, states, f"{layer}.output.LayerNorm")

    def _attention(self, states: str, name: str) -> str:
        """Query, key and value are one matrix, and what goes in is quantised once for all three."""
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        weight, bias = (
            np.concatenate([self._weights.tensor(f"{part}.{kind}") for part in parts])
            for kind in ("weight", "bias")
        )
        whole, scales, zeros = self._integers(weight, name)
        found = [f"{name}.{part}" for part in ("quantised", "scale", "zero")]
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [states], found))
        quantised, scale, zero = found
        no_mask = ""
        return self._node(
            "QAttention",
            [
                *(quantised, whole, self._constant(f"{name}.bias", bias)),
                *(scale, scales, no_mask, zero, zeros),
            ],
            _FUSED,
            num_heads=self._weights.shape.heads,
        )

    def _normalised(self, states: str, skipped: str, name: str) -> str:
        """The sum of a part's result and what went round it, brought to the norm."""
        return self._norm(self._node("Add", [states, skipped]), name)

    def _norm(self, states: str, name: str) -> str:
        parts = [f"{name}.{kind}" for kind in ("weight", "bias")]
        return self._node(
            "LayerNormalization",
            [states, *(self._constant(part, self._weights.tensor(part)) for part in parts)],
            epsilon=self._weights.shape.layer_norm_eps,
        )

    def _quantised(self, states: str, name: str) -> str:
        whole = self._integers(self._weights.tensor(f"{name}.weight"), name)
        bias = self._constant(f"{name}.bias", self._weights.tensor(f"{name}.bias"))
        return self._node("DynamicQuantizeMatMul", [states, *whole, bias], _FUSED)

    def _integers(self, weight: npt.NDArray[Any], name: str) -> tuple[str, str, str]:
        """A matrix in whole numbers, and the scale and the zero of each output channel."""
        scales = np.abs(weight).max(axis=1) / _HIGHEST
        scales[scales == 0] = 1
        whole = np.rint(weight / scales[:, None]).astype(np.int8)
        return (
            self._constant(f"{name}.weight", whole.T),
            self._constant(f"{name}.scales", scales),
            self._constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
        )

    def _constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(self, operator: str, inputs: list[str], domain: str = "", **settings: Any) -> str:
        output = f"{operator}.{len(self._nodes)}"
        node = helper.make_node(operator, inputs, [output], domain=domain, **settings)
        self._nodes.append(node)
        return output
