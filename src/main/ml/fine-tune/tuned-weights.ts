/** Fine-tuned weights as bytes: only the tensors that were trained, in half precision. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences/say.ts';
import { augmentations, type Augmentation } from '../../../shared/model.ts';
import { fromFloat16, toFloat16 } from '../float16.ts';
import { weightOf, weightShapes } from '../network-description.ts';
import type { NetworkDescription, Weights } from '../network-description.ts';

const FORMAT = 'tagwright-tuned-backbone-1';
/** Before the header: its length in bytes, as a little-endian 32-bit whole number. */
const PREFIX_BYTES = 4;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  views: z.enum(augmentations),
  tensors: z.array(z.object({ name: z.string(), length: z.number().int().positive() })),
  sha256: z.string(),
});

/** What was trained of a backbone. */
export interface TunedBackbone {
  weights: Weights;
  /** it was trained with; see embeddedViewsOf */
  views: Augmentation;
}

/** The weights as they are when they come back from their file. */
export function roundedToFloat16(weights: Weights): Map<string, Float32Array> {
  return new Map([...weights].map(([name, values]) => [name, fromFloat16(toFloat16(values))]));
}

/**
 * The bytes: the header's length, a JSON header { format, views, tensors: { name, length }[], sha256 } padded with spaces to
 * a multiple of four, then the tensors' values one after another as little-endian float16. The sha256 is of these.
 */
export function serializeTunedWeights({ weights, views }: TunedBackbone): Uint8Array<ArrayBuffer> {
  const tensors = [...weights].map(([name, { length }]) => ({ name, length }));
  const body = new Uint16Array(tensors.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const values of weights.values()) {
    body.set(toFloat16(values), place);
    place += values.length;
  }
  const bodyBytes = new Uint8Array(body.buffer);
  const text = JSON.stringify({ format: FORMAT, views, tensors, sha256: sha256(bodyBytes) });
  const header = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4));
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + bodyBytes.length);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, PREFIX_BYTES);
  bytes.set(bodyBytes, PREFIX_BYTES + header.length);
  return bytes;
}

/**
 * The way back.
 *
 * throws  AppError 'damaged' when the bytes are no such file, were cut short, or do not match their checksum
 */
export function deserializeTunedWeights(bytes: Uint8Array): TunedBackbone {
  const header = parseHeader(bytes);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  // Copied, so that it starts at a multiple of two and owns its memory; a Buffer's own slice would not copy.
  const body = new Uint8Array(bytes.subarray(PREFIX_BYTES + headerLength));
  const values = header.tensors.reduce((sum, { length }) => sum + length, 0);
  if (body.length !== 2 * values || sha256(body) !== header.sha256) throw damaged();
  const halves = new Uint16Array(body.buffer);
  let place = 0;
  const weights = new Map(
    header.tensors.map(({ name, length }) => [name, fromFloat16(halves.subarray(place, (place += length)))]),
  );
  return { weights, views: header.views };
}

/**
 * A backbone's weights with the fine-tuned ones in their places.
 *
 * throws  AppError 'damaged' when a tuned tensor is none of this network
 */
export function withTunedWeights(network: NetworkDescription, weights: Weights, tuned: Weights): Weights {
  const all = new Map(weightShapes(network).map(({ name }) => [name, weightOf(weights, name)]));
  for (const [name, values] of tuned) {
    if (all.get(name)?.length !== values.length) throw damaged();
    all.set(name, values);
  }
  return all;
}

function parseHeader(bytes: Uint8Array): z.infer<typeof headerSchema> {
  if (bytes.length < PREFIX_BYTES) throw damaged();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  try {
    const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
    return headerSchema.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): AppError {
  return new AppError('damaged', say('fineTuning.backboneDamaged'), { cause });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
