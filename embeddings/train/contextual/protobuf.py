"""The few ONNX messages an encoder needs, written byte by byte.

Source: field numbers of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3).
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.generic]
Attribute = int | float | str
Dimension = int | str

IR_VERSION = 9
TENSOR_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}
FLOAT_ATTRIBUTE, INT_ATTRIBUTE, STRING_ATTRIBUTE = 1, 2, 3
VARINT, BYTES, FIXED32 = 0, 2, 5
CONTINUED = 0x80


@dataclass(frozen=True)
class Value:
    """An input or output of a graph; a dimension is a number or a name."""

    name: str
    type: str
    shape: tuple[Dimension, ...]


def model(
    *,
    nodes: Sequence[bytes],
    tensors: Mapping[str, Array],
    inputs: Sequence[Value],
    outputs: Sequence[Value],
    opsets: Mapping[str, int],
) -> bytes:
    """Return a ModelProto."""
    graph = b"".join(
        [
            *(_field(1, node) for node in nodes),
            _field(2, "encoder"),
            *(_field(5, _tensor(name, array)) for name, array in tensors.items()),
            *(_field(11, _value(value)) for value in inputs),
            *(_field(12, _value(value)) for value in outputs),
        ]
    )
    imports = [
        _field(8, _field(1, domain) + _number(2, version)) for domain, version in opsets.items()
    ]
    return _number(1, IR_VERSION) + _field(7, graph) + b"".join(imports)


def node(
    operator: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    *,
    domain: str = "",
    attributes: Mapping[str, Attribute] | None = None,
) -> bytes:
    """Return a NodeProto named after its first output."""
    return b"".join(
        [
            *(_field(1, name) for name in inputs),
            *(_field(2, name) for name in outputs),
            _field(3, outputs[0]),
            _field(4, operator),
            *(_field(5, _attribute(*entry)) for entry in (attributes or {}).items()),
            _field(7, domain),
        ]
    )


def _attribute(name: str, value: Attribute) -> bytes:
    start = _field(1, name)
    if isinstance(value, float):
        return start + _key(2, FIXED32) + struct.pack("<f", value) + _number(20, FLOAT_ATTRIBUTE)
    if isinstance(value, int):
        return start + _number(3, value) + _number(20, INT_ATTRIBUTE)
    return start + _field(4, value) + _number(20, STRING_ATTRIBUTE)


def _tensor(name: str, array: Array) -> bytes:
    packed = _field(1, b"".join(_varint(size) for size in array.shape))
    kind = _number(2, TENSOR_TYPES[array.dtype.name])
    raw = np.ascontiguousarray(array).tobytes()
    return packed + kind + _field(8, name) + _field(9, raw)


def _value(value: Value) -> bytes:
    shape = b"".join(_field(1, _dimension(size)) for size in value.shape)
    tensor = _number(1, TENSOR_TYPES[value.type]) + _field(2, shape)
    return _field(1, value.name) + _field(2, _field(1, tensor))


def _dimension(size: Dimension) -> bytes:
    return _number(1, size) if isinstance(size, int) else _field(2, size)


def _field(number: int, content: bytes | str) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    return _key(number, BYTES) + _varint(len(raw)) + raw


def _number(number: int, value: int) -> bytes:
    return _key(number, VARINT) + _varint(value)


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _varint(value: int) -> bytes:
    return bytes(_groups(value))


def _groups(value: int) -> Iterable[int]:
    while value >= CONTINUED:
        yield value % CONTINUED | CONTINUED
        value //= CONTINUED
    yield value
