/**
 * The part of ONNX's protocol buffers that a convolutional network needs.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

import protobuf from 'protobufjs/light.js';

export const DATA_TYPE = { float: 1, uint8: 2, int64: 7 } as const;
const ATTRIBUTE_TYPE = { int: 2, ints: 7 } as const;

const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        graph: { type: 'GraphProto', id: 7 },
        opsetImport: { rule: 'repeated', type: 'OperatorSetIdProto', id: 8 },
      },
    },
    OperatorSetIdProto: {
      fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } },
    },
    GraphProto: {
      fields: {
        node: { rule: 'repeated', type: 'NodeProto', id: 1 },
        name: { type: 'string', id: 2 },
        initializer: { rule: 'repeated', type: 'TensorProto', id: 5 },
        input: { rule: 'repeated', type: 'ValueInfoProto', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfoProto', id: 12 },
      },
    },
    NodeProto: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'AttributeProto', id: 5 },
      },
    },
    AttributeProto: {
      fields: {
        name: { type: 'string', id: 1 },
        i: { type: 'int64', id: 3 },
        ints: { rule: 'repeated', type: 'int64', id: 8 },
        type: { type: 'int32', id: 20 },
      },
    },
    TensorProto: {
      fields: {
        dims: { rule: 'repeated', type: 'int64', id: 1 },
        dataType: { type: 'int32', id: 2 },
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
      },
    },
    ValueInfoProto: {
      fields: { name: { type: 'string', id: 1 }, type: { type: 'TypeProto', id: 2 } },
    },
    TypeProto: { fields: { tensorType: { type: 'TensorTypeProto', id: 1 } } },
    TensorTypeProto: {
      fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } },
    },
    TensorShapeProto: {
      fields: { dim: { rule: 'repeated', type: 'DimensionProto', id: 1 } },
    },
    DimensionProto: {
      fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } },
    },
  },
});

export interface OnnxNode {
  opType: string;
  input: string[];
  output: string;
  attributes?: Record<string, number | number[]>;
}

export interface OnnxTensor {
  name: string;
  dims: number[];
  values: Float32Array;
}

/** A dimension given by name is free, such as the number of photos. */
export interface OnnxValue {
  name: string;
  dataType: number;
  dims: (number | string)[];
}

export interface OnnxGraph {
  name: string;
  nodes: OnnxNode[];
  initializers: OnnxTensor[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
}

/**
 * The bytes of an ONNX file with operators of opset 13.
 *
 * graph  nodes in the order of computing
 */
export function encodeOnnxModel(graph: OnnxGraph): Uint8Array {
  return root
    .lookupType('ModelProto')
    .encode({
      irVersion: 8,
      producerName: 'Tagwright',
      opsetImport: [{ domain: '', version: 13 }],
      graph: {
        name: graph.name,
        node: graph.nodes.map((node) => ({
          name: node.output,
          opType: node.opType,
          input: node.input,
          output: [node.output],
          attribute: Object.entries(node.attributes ?? {}).map(([name, value]) =>
            Array.isArray(value)
              ? { name, type: ATTRIBUTE_TYPE.ints, ints: value }
              : { name, type: ATTRIBUTE_TYPE.int, i: value },
          ),
        })),
        initializer: graph.initializers.map(({ name, dims, values }) => ({
          name,
          dims,
          dataType: DATA_TYPE.float,
          rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
        })),
        input: graph.inputs.map(describeValue),
        output: graph.outputs.map(describeValue),
      },
    })
    .finish();
}

function describeValue({ name, dataType, dims }: OnnxValue): object {
  const dim = dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: dataType, shape: { dim } } } };
}
