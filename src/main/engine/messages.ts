/** What travels between main and the engine process. Typed arrays survive: the channel uses V8's serialization. */

import type { EngineDescription } from '../../shared/engine-description.ts';
import type { FailureData } from '../../shared/errors.ts';
import type { Progress } from '../../shared/job.ts';
import type { TaskContext } from '../task-context.ts';
import type { Engine } from './engine.ts';

/** The calls that cross the border; `close` ends the process instead. */
export type EngineMethod = Exclude<keyof Engine, 'close'>;

export const engineMethods: Record<EngineMethod, true> = {
  describe: true,
  readPhotos: true,
  train: true,
  timeFineTuning: true,
  score: true,
  evaluate: true,
  tuneThresholds: true,
  heldOutScores: true,
  findSimilar: true,
  findNearDuplicates: true,
  spreadPhotos: true,
  heatMaps: true,
  scoreStarterWords: true,
  drawSamples: true,
};

export type ToEngine =
  | { kind: 'call'; id: number; method: EngineMethod; request: unknown }
  /** an AbortSignal cannot cross a process border: it silently becomes an empty object */
  | { kind: 'cancel'; id: number }
  /** the part of this number was dealt with; who handed it out may go on */
  | { kind: 'part-taken'; id: number; number: number }
  | { kind: 'close' };

export type FromEngine =
  | { kind: 'progress'; id: number; progress: Progress }
  /** photo readings, scores or an epoch, while the call goes on; numbered, since several may be under way */
  | { kind: 'part'; id: number; number: number; part: unknown }
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'failure'; id: number; failure: FailureData };

/** Every method seen alike: one request, a context, an optional receiver of parts. */
export type UniformCall = (
  request: unknown,
  context: TaskContext,
  onPart: (part: unknown) => void | Promise<void>,
) => Promise<unknown>;

/**
 * Looks at an engine as a table of uniform calls, for the process border.
 *
 * engine   any engine
 * returns  one function per method, taking (request, context, onPart)
 */
export function uniformCalls(engine: Engine): Record<EngineMethod, UniformCall> {
  const call = (method: (...all: never[]) => Promise<unknown>): UniformCall =>
    method.bind(engine) as unknown as UniformCall;
  return {
    describe: (): Promise<EngineDescription> => engine.describe(),
    readPhotos: call(engine.readPhotos),
    train: call(engine.train),
    timeFineTuning: call(engine.timeFineTuning),
    score: call(engine.score),
    evaluate: call(engine.evaluate),
    tuneThresholds: call(engine.tuneThresholds),
    heldOutScores: call(engine.heldOutScores),
    findSimilar: call(engine.findSimilar),
    findNearDuplicates: call(engine.findNearDuplicates),
    spreadPhotos: call(engine.spreadPhotos),
    heatMaps: call(engine.heatMaps),
    scoreStarterWords: call(engine.scoreStarterWords),
    drawSamples: call(engine.drawSamples),
  };
}
