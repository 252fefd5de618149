/** Learns along with a person's answers: a follow-up of the active model, learned from everything that is known by now. */

import type { Model } from '../../shared/model.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from '../library/library.ts';
import { deleteModel } from './manage-models.ts';
import { trainNewModel } from './train-model.ts';
import { setThresholdByHand, tuneModelThresholds } from './tune-thresholds.ts';

/**
 * Trains with the settings of the active model and puts the follow-up in its place. The model that a person trained
 * stays; an earlier follow-up of it, once replaced, is deleted unless an auto-tag run rests on it. Every label's
 * threshold is tuned for what it was tuned for before, or stays where it was set by hand.
 *
 * returns  null without a model or for a fine-tuned one, or when nothing was said since it was trained
 * Throws AppError 'cancelled' when another model was made the active one meanwhile: a person's choice counts.
 */
export async function trainFollowUp(library: Library, context: JobContext): Promise<Model | null> {
  const before = library.models.active();
  // Fine-tuning takes minutes, which nobody asked for.
  if (before === null || before.settings.fineTune !== 'head') return null;
  if (library.annotations.countSince(before.createdAt) === 0) return null;
  const followUp = await trainNewModel(library, before.settings, context, () => {}, {
    followsId: before.followsId ?? before.id,
    mayReplace: () => library.models.active()?.id === before.id,
  });
  await keepThresholds(library, before.thresholds, followUp.labels);
  if (before.followsId !== null && !hasRuns(library, before)) await deleteModel(library, before.id);
  return library.models.get(followUp.id);
}

async function keepThresholds(library: Library, before: LabelThreshold[], labels: string[]): Promise<void> {
  const known = before.filter(({ label }) => labels.includes(label));
  const byObjective = new Map<string, LabelThreshold[]>();
  for (const threshold of known) {
    // what was set by hand is set below, and F1 is what a training tunes for
    if (threshold.source === 'manual' || threshold.objective.kind === 'f1') continue;
    const key = JSON.stringify(threshold.objective);
    byObjective.set(key, [...(byObjective.get(key) ?? []), threshold]);
  }
  for (const alike of byObjective.values())
    await tuneModelThresholds(library, {
      objective: alike[0]!.objective,
      labels: alike.map(({ label }) => label),
    });
  for (const { source, label, apply, suggest } of known)
    if (source === 'manual') await setThresholdByHand(library, label, apply, suggest);
}

const hasRuns = (library: Library, { id }: Model): boolean =>
  library.runs.listRuns().some(({ modelId }) => modelId === id);
