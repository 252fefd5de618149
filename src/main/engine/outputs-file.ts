/** What the frozen part of a network gave for every photo and view, in a file: it may be larger than memory. */

import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

export interface OutputsFile {
  /** photos whose records an earlier run kept */
  kept: ReadonlySet<number>;
  /** Puts a record in its place; Throws AppError 'disk-full' or 'no-access' when the system refuses. */
  write(place: number, record: Uint8Array): void;
  /** Says that all records of these photos are written: a later run finds them. Throws as write does. */
  keep(photos: readonly number[]): void;
  /** Copies a written record into an array of its length. */
  read(place: number, into: Uint8Array): void;
  /** The file stays. */
  close(): void;
}

/** Before the list of photos: what the records are of. */
const FINGERPRINT_BYTES = 64;

/**
 * Opens the records of a folder, or begins them anew when they are of something else.
 *
 * recordBytes  length of every record
 * fingerprint  64 hex digits: equal ones mean equal records in equal places
 * Throws AppError 'no-access' or 'disk-full' when the files cannot be made
 */
export function openOutputsFile(folder: string, recordBytes: number, fingerprint: string): OutputsFile {
  const path = join(folder, 'outputs.bin');
  const listPath = join(folder, 'outputs-kept.bin');
  const kept = existsSync(path) ? readKept(listPath, fingerprint) : null;
  const { records, list } = refused(path, () => {
    const opened = openSync(path, kept === null ? 'w+' : 'r+');
    if (kept === null) writeFileSync(listPath, fingerprint, { flush: true });
    return { records: opened, list: openSync(listPath, 'a') };
  });
  return {
    kept: new Set(kept),
    write(place, record) {
      refused(path, () => {
        for (let done = 0; done < recordBytes;)
          done += writeSync(records, record, done, recordBytes - done, place * recordBytes + done);
      });
    },
    keep(photos) {
      refused(path, () => {
        // In this order: a photo on the list whose records a power cut took would be learned from as zeros.
        fdatasyncSync(records);
        writeSync(list, new Uint8Array(Int32Array.from(photos).buffer));
      });
    },
    read(place, into) {
      for (let done = 0; done < recordBytes;) {
        const count = readSync(records, into, done, recordBytes - done, place * recordBytes + done);
        if (count === 0)
          throw new RangeError(`${path}, ${fstatSync(records).size} bytes, has no record ${place}`);
        done += count;
      }
    },
    close() {
      closeSync(records);
      closeSync(list);
    },
  };
}

/** The photos listed; null when the list is of other records. A number that was cut short counts for nothing. */
function readKept(listPath: string, fingerprint: string): Int32Array | null {
  if (!existsSync(listPath)) return null;
  const bytes = readFileSync(listPath);
  if (bytes.toString('latin1', 0, FINGERPRINT_BYTES) !== fingerprint) return null;
  const whole = Math.floor((bytes.length - FINGERPRINT_BYTES) / 4);
  return Int32Array.from({ length: whole }, (_, index) => bytes.readInt32LE(FINGERPRINT_BYTES + index * 4));
}

function refused<Result>(path: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new AppError(
      isFull ? 'disk-full' : 'no-access',
      say('fineTuning.cannotKeep', { path, reason: (error as Error).message }),
      { cause: error },
    );
  }
}
