/** What the frozen part of a network gave for every photo and view, in a file: it may be larger than memory. */

import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

export interface OutputsFile {
  /** Puts a record in its place; Throws AppError 'disk-full' or 'no-access' when the system refuses. */
  write(place: number, record: Uint8Array): void;
  /** Copies a written record into an array of its length. */
  read(place: number, into: Uint8Array): void;
  /** Removes the file. */
  close(): void;
}

/**
 * A file of records of one length, for one run: it is gone afterwards.
 *
 * Throws AppError 'no-access' when it cannot be made
 */
export function createOutputsFile(path: string, recordBytes: number): OutputsFile {
  const descriptor = refused(path, () => openSync(path, 'w+'));
  return {
    write(place, record) {
      refused(path, () => {
        for (let done = 0; done < recordBytes;)
          done += writeSync(descriptor, record, done, recordBytes - done, place * recordBytes + done);
      });
    },
    read(place, into) {
      for (let done = 0; done < recordBytes;) {
        const count = readSync(descriptor, into, done, recordBytes - done, place * recordBytes + done);
        if (count === 0) throw new RangeError(`${path} has no record ${place}`);
        done += count;
      }
    },
    close() {
      closeSync(descriptor);
      rmSync(path, { force: true });
    },
  };
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
