/** The head: what is learned. It turns an embedding into one logit per label. */

import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { EmbeddingForm } from './embedding-form.ts';

export interface HeadLayer {
  inputs: number;
  outputs: number;
  /** inputs × outputs, row-major */
  weights: Float32Array;
  /** outputs */
  biases: Float32Array;
}

/**
 * logits = W·x + b, or with a hidden layer W₂·relu(W₁·x + b₁) + b₂; probabilities are their sigmoid. x is the embedding in
 * the head's form.
 */
export interface Head {
  labelCount: number;
  embeddingWidth: number;
  /** 0: no hidden layer, one layer in all */
  hiddenUnits: number;
  form: EmbeddingForm;
  layers: HeadLayer[];
}

/** A layer of zeros. */
export function emptyLayer(inputs: number, outputs: number): HeadLayer {
  return { inputs, outputs, weights: new Float32Array(inputs * outputs), biases: new Float32Array(outputs) };
}

/** Copies that share no memory with the originals. */
export function copyLayers(layers: readonly HeadLayer[]): HeadLayer[] {
  return layers.map((layer) => ({ ...layer, weights: layer.weights.slice(), biases: layer.biases.slice() }));
}

/** A head of one or two layers that fit together. */
export function headOf(layers: HeadLayer[], form: EmbeddingForm = 'as-is'): Head {
  const first = layers[0]!;
  const last = layers[layers.length - 1]!;
  return {
    labelCount: last.outputs,
    embeddingWidth: first.inputs,
    hiddenUnits: layers.length === 1 ? 0 : first.outputs,
    form,
    layers,
  };
}

/**
 * A format per form: a Tagwright that knows no forms refuses the second, where a mere field would be passed over and the
 * photos scored wrongly.
 */
const FORMATS = { 'as-is': 'tagwright-head-1', 'unit-length': 'tagwright-head-2' } as const satisfies Record<
  EmbeddingForm,
  string
>;
/** Before the header: its length in bytes, as a little-endian 32-bit whole number. */
const PREFIX_BYTES = 4;

/**
 * The head as bytes: the header's length, a JSON header { format, labelCount, embeddingWidth, hiddenUnits, sha256 }
 * padded with spaces to a multiple of four, then per layer its weights and biases as little-endian float32.
 * The sha256 is of everything after the header.
 */
export function serializeHead(head: Head): Uint8Array<ArrayBuffer> {
  const values = head.layers.flatMap(({ weights, biases }) => [weights, biases]);
  const body = new Float32Array(values.reduce((sum, array) => sum + array.length, 0));
  let place = 0;
  for (const array of values) {
    body.set(array, place);
    place += array.length;
  }
  const { labelCount, embeddingWidth, hiddenUnits, form } = head;
  const text = JSON.stringify({
    format: FORMATS[form],
    labelCount,
    embeddingWidth,
    hiddenUnits,
    sha256: sha256(new Uint8Array(body.buffer)),
  });
  const header = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4));
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + body.byteLength);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, PREFIX_BYTES);
  bytes.set(new Uint8Array(body.buffer), PREFIX_BYTES + header.length);
  return bytes;
}

/**
 * The way back.
 *
 * throws  AppError 'damaged' when the bytes are no head, were cut short, or do not match their checksum
 */
export function deserializeHead(bytes: Uint8Array): Head {
  if (bytes.length < PREFIX_BYTES) throw damaged();
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = parseHeader(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerLength));
  // Copied, so that it starts at a multiple of four and owns its memory.
  const body = bytes.slice(PREFIX_BYTES + headerLength);
  const { labelCount, embeddingWidth, hiddenUnits } = header;
  const widths = hiddenUnits > 0 ? [embeddingWidth, hiddenUnits, labelCount] : [embeddingWidth, labelCount];
  const layers = widths.slice(1).map((outputs, index) => ({ inputs: widths[index]!, outputs }));
  const expectedBytes = layers.reduce((sum, { inputs, outputs }) => sum + 4 * (inputs + 1) * outputs, 0);
  if (body.length !== expectedBytes || sha256(body) !== header.sha256) throw damaged();
  const values = new Float32Array(body.buffer);
  let place = 0;
  const take = (length: number) => values.slice(place, (place += length));
  return headOf(
    layers.map(({ inputs, outputs }) => ({
      inputs,
      outputs,
      weights: take(inputs * outputs),
      biases: take(outputs),
    })),
    header.format === FORMATS['unit-length'] ? 'unit-length' : 'as-is',
  );
}

interface Header {
  format: (typeof FORMATS)[EmbeddingForm];
  labelCount: number;
  embeddingWidth: number;
  hiddenUnits: number;
  sha256: string;
}

function parseHeader(bytes: Uint8Array): Header {
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Header> | null;
    const { format, labelCount, embeddingWidth, hiddenUnits } = header ?? {};
    const isCount = (value: unknown, low: number) => Number.isSafeInteger(value) && (value as number) >= low;
    const isKnown = format !== undefined && Object.values(FORMATS).includes(format);
    if (isKnown && isCount(labelCount, 1) && isCount(embeddingWidth, 1) && isCount(hiddenUnits, 0))
      return header as Header;
  } catch {
    // Not JSON: no head.
  }
  throw damaged();
}

function damaged(): AppError {
  return new AppError('damaged', say('models.headDamaged'));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
