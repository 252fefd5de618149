/** Reads photos again and keeps what the frozen part of a network makes of their views: the input of fine-tuning. */

import { toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { decodePhoto } from '../images/decode-photo.ts';
import { openPhotoFile } from '../images/open-photo-file.ts';
import type { FrozenOutputs } from '../ml/fine-tune/frozen-outputs.ts';
import type { FrozenPart } from '../ml/fine-tune/frozen-part.ts';
import type { NetworkCut } from '../ml/fine-tune/trained-part.ts';
import { viewOf } from '../ml/fine-tune/views.ts';
import { fromFloat16, toFloat16 } from '../ml/float16.ts';
import type { NetworkDescription } from '../ml/network-description.ts';
import type { TaskContext } from '../task-context.ts';
import type { TrainResult } from './engine.ts';
import { openOutputsFile } from './outputs-file.ts';

/** Photos decoded at the same time; the network runs on the ones before meanwhile. */
const PHOTOS_AT_ONCE = 6;
/** After so many photos the disk is waited for: a run that is broken off has lost no more. */
const PHOTOS_PER_KEEPING = 60;

export interface LookRequest {
  /** absolute */
  files: string[];
  /** files to look at, by their places */
  rows: Int32Array;
  /** from 0 without gaps */
  views: readonly number[];
  /** where the outputs are kept; those an earlier run kept with the same fingerprint are not computed again */
  folder: string;
  /** of all that they depend on */
  fingerprint: string;
}

export interface LookedAt {
  /** views are named by their numbers */
  outputs: Pick<FrozenOutputs, 'read'>;
  /** files that could not be read, which have no outputs */
  unreadable: (TrainResult['unreadable'][number] & { row: number })[];
  close(): void;
}

/**
 * Looks at photos.
 *
 * frozen  the part of the network before the cut; null when everything is trained: then the photos' pixels are kept,
 *         and preprocessed and turned when they are read
 * Throws AppError 'disk-full' or 'no-access' when the outputs cannot be kept; what the signal was aborted with.
 */
export async function lookAtPhotos(
  { files, rows, views, folder, fingerprint }: LookRequest,
  network: NetworkDescription,
  cut: NetworkCut,
  frozen: FrozenPart | null,
  context: TaskContext,
): Promise<LookedAt> {
  const values = cut.shape.height * cut.shape.width * cut.shape.channels;
  const file = openOutputsFile(folder, frozen === null ? values : values * 2, fingerprint);
  const lacking = rows.filter((row) => !file.kept.has(row));
  const before = rows.length - lacking.length;
  const unreadable: LookedAt['unreadable'] = [];
  const side = network.inputSize;
  try {
    let written: number[] = [];
    let decoding = decodeRows(0);
    for (let start = 0; start < lacking.length; start += PHOTOS_AT_ONCE) {
      const decoded = await decoding;
      decoding = decodeRows(start + PHOTOS_AT_ONCE);
      // When this batch fails, nobody waits for the next one any more.
      decoding.catch(() => {});
      for (const { row, pixels } of decoded) {
        context.signal.throwIfAborted();
        await keep(row, pixels);
        written.push(row);
      }
      const done = Math.min(start + PHOTOS_AT_ONCE, lacking.length);
      if (written.length >= PHOTOS_PER_KEEPING || done === lacking.length) {
        file.keep(written);
        written = [];
      }
      context.report({ done: before + done, total: rows.length, note: say('fineTuning.looking') });
    }
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    unreadable,
    close: () => file.close(),
    outputs: { read: frozen === null ? readPixels : readOutputs },
  };

  async function decodeRows(start: number): Promise<{ row: number; pixels: Uint8Array }[]> {
    const batch = Array.from(lacking.subarray(start, start + PHOTOS_AT_ONCE));
    const decoded = await Promise.all(
      batch.map(async (row) => {
        const path = files[row]!;
        try {
          return [{ row, pixels: (await decodePhoto(await openPhotoFile(path))).networkInput }];
        } catch (error) {
          unreadable.push({ row, path, ...toFailure(error) });
          return [];
        }
      }),
    );
    return decoded.flat();
  }

  async function keep(row: number, pixels: Uint8Array): Promise<void> {
    if (frozen === null) {
      file.write(row, pixels);
      return;
    }
    const stacked = new Uint8Array(views.length * pixels.length);
    for (const [index, view] of views.entries())
      stacked.set(viewOf(pixels, side, 3, view), index * pixels.length);
    const halves = toFloat16(await frozen.run(stacked));
    for (const [index, view] of views.entries())
      file.write(row * views.length + view, new Uint8Array(halves.buffer, index * values * 2, values * 2));
  }

  function readOutputs(wanted: Int32Array, wantedViews: Uint8Array): Float32Array {
    const result = new Float32Array(wanted.length * values);
    const halves = new Uint16Array(values);
    for (const [index, row] of wanted.entries()) {
      file.read(row * views.length + wantedViews[index]!, new Uint8Array(halves.buffer));
      fromFloat16(halves, result.subarray(index * values, (index + 1) * values));
    }
    return result;
  }

  function readPixels(wanted: Int32Array, wantedViews: Uint8Array): Float32Array {
    const { multiply, offset } = network.preprocessing;
    const result = new Float32Array(wanted.length * values);
    const pixels = new Uint8Array(values);
    for (const [index, row] of wanted.entries()) {
      file.read(row, pixels);
      const view = viewOf(pixels, side, 3, wantedViews[index]!);
      for (let place = 0; place < values; place++)
        result[index * values + place] = view[place]! * multiply[place % 3]! + offset[place % 3]!;
    }
    return result;
  }
}
