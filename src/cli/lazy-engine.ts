/** The local engine, loaded when first asked: `labels list` has no need of sharp, ONNX Runtime and TensorFlow.js. */

import type { Engine } from '../main/engine/engine.ts';

/** An engine that costs nothing until one of its calls is made. */
export function createLazyEngine(): Engine {
  let loaded: Promise<Engine> | null = null;
  const engine = (): Promise<Engine> =>
    (loaded ??= import('../main/engine/local-engine.ts').then((module) => module.createLocalEngine()));
  return {
    describe: async () => (await engine()).describe(),
    readPhotos: async (...call) => (await engine()).readPhotos(...call),
    train: async (...call) => (await engine()).train(...call),
    timeFineTuning: async (...call) => (await engine()).timeFineTuning(...call),
    score: async (...call) => (await engine()).score(...call),
    evaluate: async (...call) => (await engine()).evaluate(...call),
    tuneThresholds: async (...call) => (await engine()).tuneThresholds(...call),
    heldOutScores: async (...call) => (await engine()).heldOutScores(...call),
    findSimilar: async (...call) => (await engine()).findSimilar(...call),
    findNearDuplicates: async (...call) => (await engine()).findNearDuplicates(...call),
    spreadPhotos: async (...call) => (await engine()).spreadPhotos(...call),
    heatMaps: async (...call) => (await engine()).heatMaps(...call),
    scoreStarterWords: async (...call) => (await engine()).scoreStarterWords(...call),
    drawSamples: async (...call) => (await engine()).drawSamples(...call),
    async close() {
      if (loaded) await (await loaded).close();
    },
  };
}
