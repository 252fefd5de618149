/** What fine-tuning is told to do: how long, in what steps. */

export interface Recipe {
  epochs: number;
  batchSize: number;
  /** at its highest; it falls to zero along a half cosine */
  learningRate: number;
  /** share of the steps in which the learning rate rises from zero */
  warmUp: number;
  weightDecay: number;
  /** the weights that are kept follow those under training: kept = averaging · kept + (1 − averaging) · trained */
  averaging: number;
  /** it ends after so many epochs without a better one */
  patience: number;
  /** which epoch's weights are kept; 'last': all epochs run, and no photo need be held out to choose */
  keeps: 'best' | 'last';
}

/** Found by docs/accuracy.md, fine-tuning; on the validation photos of two photo sets. */
export const FINE_TUNE_RECIPE: Recipe = {
  epochs: 14,
  batchSize: 32,
  learningRate: 3e-4,
  warmUp: 0.05,
  weightDecay: 0.05,
  averaging: 0.99,
  patience: 6,
  keeps: 'best',
};

/** The recipe, with fewer epochs where a person wants fewer. */
export function recipeFor({ maxEpochs }: { maxEpochs: number }): Recipe {
  return { ...FINE_TUNE_RECIPE, epochs: Math.min(FINE_TUNE_RECIPE.epochs, maxEpochs) };
}

/** The recipe for learning from every photo: none is held out that could choose the epoch, so all are run. */
export function recipeForAll(settings: { maxEpochs: number }): Recipe {
  return { ...recipeFor(settings), keeps: 'last' };
}

/**
 * The learning rate of a step.
 *
 * step     counted from 1
 * returns  rising from zero to `learningRate` within the first `warmUp` of the steps, then falling along a half cosine
 */
export function learningRateAt(step: number, totalSteps: number, { learningRate, warmUp }: Recipe): number {
  const rising = warmUp * totalSteps;
  if (step <= rising) return (learningRate * step) / rising;
  return (learningRate * (1 + Math.cos((Math.PI * (step - rising)) / (totalSteps - rising)))) / 2;
}
