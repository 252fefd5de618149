/** The failures Tagwright expects. Anything else that is thrown is a bug. */

import { say } from './sentences/say.ts';
import { verbatim, type Sentence } from './sentences/sentence.ts';

export const errorCodes = [
  'cancelled', // the person stopped it
  'invalid-input', // a request, an option or an argument is wrong
  'not-found', // a photo, label, model, file or folder that is not there
  'already-exists', // a name that is taken
  'conflict', // the state forbids it: a busy library, a file changed since
  'unreadable-photo', // a file that cannot be decoded
  'unsupported-format', // a file of a kind Tagwright does not read
  'too-large', // a file over the limits
  'not-enough-data', // too few tagged photos for what was asked
  'newer-library', // written by a newer Tagwright
  'damaged', // a file of ours whose checksum or structure is wrong
  'engine-stopped', // the engine process ended unasked
  'no-access', // the system refused to read or write
  'disk-full',
  'internal', // a bug; the message is for the log
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A failure that a person can act on: one or two sentences say what happened, to which file, what to do.
 * `message` is the sentence in English, as logs and tests read it.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly sentence: Sentence;

  constructor(code: ErrorCode, sentence: Sentence, options?: { cause?: unknown }) {
    super(sentence.english, options);
    this.name = 'AppError';
    this.code = code;
    this.sentence = sentence;
  }
}

/** How a failure travels between processes: Electron and child processes drop an error's name and code. */
export interface FailureData {
  code: ErrorCode;
  message: Sentence;
}

/**
 * Turns anything thrown into data that can cross a process border.
 *
 * error    whatever was caught
 * returns  its code and sentence; an aborted signal becomes 'cancelled', the unexpected 'internal'
 */
export function toFailure(error: unknown): FailureData {
  if (error instanceof AppError) return { code: error.code, message: error.sentence };
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'cancelled', message: say('jobs.cancelled') };
  return { code: 'internal', message: verbatim(error instanceof Error ? error.message : String(error)) };
}

/** The other way round: data from another process becomes an AppError that can be thrown. */
export function fromFailure(failure: FailureData): AppError {
  return new AppError(failure.code, failure.message);
}

/** For the impossible branch of a switch: a compile error when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}
