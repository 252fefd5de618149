/** How far a fine-tuning is, in a file: it goes on from there when the process ended in the middle. */

import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Checkpoints, TuningState } from '../ml/fine-tune/tuning-state.ts';

const FORMAT = 'tagwright-fine-tuning-1';
/** Before the header: its length in bytes, as a little-endian 32-bit whole number. */
const PREFIX_BYTES = 4;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  fingerprint: z.string(),
  steps: z.number().int().nonnegative(),
  records: z.array(
    z.object({
      epoch: z.number(),
      trainingLoss: z.number(),
      validationLoss: z.number().nullable(),
      validationMAP: z.number().nullable(),
    }),
  ),
  bestEpoch: z.number().int().positive(),
  /** of one list of arrays; the five lists are alike */
  lengths: z.array(z.number().int().positive()),
  sha256: z.string(),
});
type Header = z.infer<typeof headerSchema>;

/**
 * The checkpoints of one fine-tuning in a folder: one file, replaced as a whole. It holds the header's length, a JSON header padded with
 * spaces to a multiple of four, and as little-endian float32 the values, their average, both moments and the best
 * epoch's average, each as the arrays one after another; the sha256 is of these.
 *
 * fingerprint  of all that is learned from and how: a checkpoint with another one is no checkpoint, nor is a damaged
 *              one
 * tuning       which one, where several are needed, counted from 0
 */
export function checkpointsIn(folder: string, fingerprint: string, tuning = 0): Checkpoints {
  const path = join(folder, tuning === 0 ? 'checkpoint.bin' : `checkpoint-${tuning}.bin`);
  return {
    async read() {
      const bytes = await readFile(path).catch(() => null);
      return bytes === null ? null : parse(bytes, fingerprint);
    },
    async write(state) {
      try {
        await writeWhole(path, serialize(state, fingerprint));
      } catch (error) {
        // A disk too full for a checkpoint costs the way back alone; ending the training for it would cost everything.
        if (!('code' in (error as Error))) throw error;
      }
    },
  };
}

function listsOf({ values, averaged, moments, best }: TuningState): Float32Array[][] {
  return [values, averaged, moments.first, moments.second, best?.values ?? averaged];
}

function serialize(state: TuningState, fingerprint: string): Uint8Array[] {
  const { records, values, moments, best } = state;
  const body = listsOf(state)
    .flat()
    .map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  const header: Header = {
    format: FORMAT,
    fingerprint,
    steps: moments.steps,
    records,
    bestEpoch: best?.epoch ?? records.length,
    lengths: values.map(({ length }) => length),
    sha256: sha256(body),
  };
  const text = JSON.stringify(header);
  const padded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4));
  const prefix = new Uint8Array(PREFIX_BYTES);
  new DataView(prefix.buffer).setUint32(0, padded.length, true);
  return [prefix, padded, ...body];
}

async function writeWhole(path: string, parts: Uint8Array[]): Promise<void> {
  const temporary = `${path}.partial`;
  const handle = await open(temporary, 'w');
  try {
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}

function parse(bytes: Uint8Array, fingerprint: string): TuningState | null {
  const header = parseHeader(bytes);
  if (header === null || header.fingerprint !== fingerprint) return null;
  const { steps, records, bestEpoch, lengths } = header;
  const start = PREFIX_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  // Copied, so that it starts at a multiple of four and owns its memory; a Buffer's own slice would not copy.
  const body = new Uint8Array(bytes.subarray(start));
  const perList = lengths.reduce((sum, length) => sum + length, 0);
  if (body.length !== 5 * 4 * perList || sha256([body]) !== header.sha256) return null;
  const numbers = new Float32Array(body.buffer);
  let place = 0;
  const nextList = () => lengths.map((length) => numbers.subarray(place, (place += length)));
  return {
    records,
    values: nextList(),
    averaged: nextList(),
    moments: { steps, first: nextList(), second: nextList() },
    best: { epoch: bestEpoch, values: nextList() },
  };
}

function parseHeader(bytes: Uint8Array): Header | null {
  if (bytes.length < PREFIX_BYTES) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  try {
    const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
    return headerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function sha256(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
