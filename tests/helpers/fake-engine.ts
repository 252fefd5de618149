/** An engine without pictures and networks: every call is answered by what a test puts in. */

import type { Engine } from '../../src/main/engine/engine.ts';

/** Makes an engine whose calls reject unless a test overrides them. */
export function fakeEngine(calls: Partial<Engine> = {}): Engine {
  const unexpected = (method: string) => () => Promise.reject(new Error(`${method} was not expected`));
  return {
    describe: unexpected('describe'),
    readPhotos: unexpected('readPhotos'),
    train: unexpected('train'),
    timeFineTuning: unexpected('timeFineTuning'),
    score: unexpected('score'),
    evaluate: unexpected('evaluate'),
    tuneThresholds: unexpected('tuneThresholds'),
    heldOutScores: unexpected('heldOutScores'),
    findSimilar: unexpected('findSimilar'),
    findNearDuplicates: unexpected('findNearDuplicates'),
    spreadPhotos: unexpected('spreadPhotos'),
    heatMaps: unexpected('heatMaps'),
    scoreStarterWords: unexpected('scoreStarterWords'),
    drawSamples: unexpected('drawSamples'),
    close: () => Promise.resolve(),
    ...calls,
  };
}
