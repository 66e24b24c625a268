"""The encoder's layers as an ONNX graph for ONNX Runtime, made from the weights without torch.

The graph holds everything but the embeddings: what goes in is the sum of word, position and type
embeddings of one text, what comes out the mean over its tokens. Matrices are int8 by output
channel, activations uint8 by the range they come in. It is one text at a time because of that
range: a text's vector shall not depend on its neighbours, and no core is idle for it. Three things
keep rankings as good as in float32:

- the second feed-forward matrix stays float32: what GELU gives it has outliers;
- 7 bits of the 8 are used, for processors without VNNI add pairs of products in 16 bits;
- the weights are 4-bit ones to begin with.
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
        states = self._node(
            "LayerNormalization",
            [EMBEDDINGS, *self._pair("embeddings.LayerNorm")],
            epsilon=self._weights.shape.layer_norm_eps,
        )
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
        attention = f"{layer}.attention.self"
        parts = [f"{attention}.{part}" for part in ("query", "key", "value")]
        biases = np.concatenate([self._weights.tensor(f"{part}.bias") for part in parts])
        attended = self._node(
            "MultiHeadAttention",
            [
                *(self._quantised(states, part) for part in parts),
                self._constant(f"{attention}.bias", biases),
            ],
            _FUSED,
            num_heads=self._weights.shape.heads,
        )
        output = f"{layer}.attention.output"
        attended = self._quantised(attended, f"{output}.dense", bias=True)
        states = self._normalised(attended, states, f"{output}.LayerNorm")
        inner = self._quantised(states, f"{layer}.intermediate.dense", bias=True)
        outer = self._exact(self._node("Gelu", [inner], _FUSED), f"{layer}.output.dense")
        return self._normalised(outer, states, f"{layer}.output.LayerNorm")

    def _normalised(self, states: str, skipped: str, name: str) -> str:
        """The sum of a part's result and what went round it, brought to the norm."""
        return self._node(
            "SkipLayerNormalization",
            [states, skipped, *self._pair(name)],
            _FUSED,
            epsilon=self._weights.shape.layer_norm_eps,
        )

    def _quantised(self, states: str, name: str, *, bias: bool = False) -> str:
        weight = self._weights.tensor(f"{name}.weight")
        scales = np.abs(weight).max(axis=1) / _HIGHEST
        scales[scales == 0] = 1
        whole = np.rint(weight / scales[:, None]).astype(np.int8)
        inputs = [
            states,
            self._constant(f"{name}.weight", whole.T),
            self._constant(f"{name}.scales", scales),
            self._constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
        ]
        if bias:
            inputs.append(self._constant(f"{name}.bias", self._weights.tensor(f"{name}.bias")))
        return self._node("DynamicQuantizeMatMul", inputs, _FUSED)

    def _exact(self, states: str, name: str) -> str:
        weight, bias = (self._weights.tensor(f"{name}.{part}") for part in ("weight", "bias"))
        product = self._node("MatMul", [states, self._constant(f"{name}.weight", weight.T)])
        return self._node("Add", [product, self._constant(f"{name}.bias", bias)])

    def _pair(self, name: str) -> list[str]:
        """Weight and bias of a layer norm."""
        names = (f"{name}.weight", f"{name}.bias")
        return [self._constant(part, self._weights.tensor(part)) for part in names]

    def _constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(self, operator: str, inputs: list[str], domain: str = "", **settings: Any) -> str:
        output = f"{operator}.{len(self._nodes)}"
        node = helper.make_node(operator, inputs, [output], domain=domain, **settings)
        self._nodes.append(node)
        return output
