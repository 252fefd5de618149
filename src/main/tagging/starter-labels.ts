/** Before the first tag: what the pretrained network sees in the library, and taking over some of it. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { say } from '../../shared/sentences/say.ts';
import {
  DEFAULT_STARTER_CONFIDENCE,
  LEAST_STARTER_CONFIDENCE,
  photosAtLeast,
  type StarterChoice,
  type StarterOpinion,
  type StarterReport,
} from '../../shared/starter-labels.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
import { untunedNetwork } from '../library/network-in-use.ts';
import { comparedPhotos } from '../library/similar-photos.ts';

/** The only backbone that comes with a classifier. */
const BACKBONE = 'efficientnet-lite0';

const PHOTOS_PER_BATCH = 2048;

/**
 * Looks at every photo of the library with the pretrained network, which has learned nothing from it; photos are
 * embedded with its backbone first where they lack that. Nothing is tagged.
 *
 * Interrupted, the same call goes on with the photos that still lack an embedding.
 */
export async function lookForStarterLabels(library: Library, context: JobContext): Promise<StarterOpinion> {
  const all = [...comparedPhotos(library).photoIds] as PhotoId[];
  const photoIds = await ensureEmbeddings(library, all, untunedNetwork(BACKBONE), context);
  const found = new Map<number, { photoId: PhotoId; probability: number }[]>();
  let words: { en: string; de: string }[] = [];
  for (let start = 0; start < photoIds.length; start += PHOTOS_PER_BATCH) {
    context.signal.throwIfAborted();
    const batch = photoIds.slice(start, start + PHOTOS_PER_BATCH);
    const { databaseFile } = library.paths;
    const scored = await library.engine.scoreStarterWords({ databaseFile, photoIds: batch }, context);
    words = scored.words;
    for (const [place, probability] of scored.probabilities.entries()) {
      if (probability < LEAST_STARTER_CONFIDENCE) continue;
      const word = place % words.length;
      const photoId = batch[Math.floor(place / words.length)]!;
      found.set(word, [
        ...(found.get(word) ?? []),
        { photoId, probability: Math.round(1000 * probability) / 1000 },
      ]);
    }
    context.report({ done: start + batch.length, total: photoIds.length, note: say('notes.scoringPhotos') });
  }
  const labels = [...found].map(([word, photos]) => {
    photos.sort((a, b) => b.probability - a.probability || a.photoId - b.photoId);
    return {
      ...words[word]!,
      photoIds: photos.map(({ photoId }) => photoId),
      probabilities: photos.map(({ probability }) => probability),
    };
  });
  const sure = (label: (typeof labels)[number]): number => photosAtLeast(label, DEFAULT_STARTER_CONFIDENCE);
  labels.sort(
    (a, b) => sure(b) - sure(a) || b.photoIds.length - a.photoIds.length || a.en.localeCompare(b.en),
  );
  return { photos: photoIds.length, labels };
}

/**
 * Makes some of the opinion the person's own: photos at least this sure get the label, which is added when it is new,
 * all in one step of undo. Whatever was already said of a photo and a label stays.
 */
export function acceptStarterLabels(
  library: Library,
  choices: readonly StarterChoice[],
  confidence: number,
): { report: StarterReport; photoIds: PhotoId[] } {
  return inTransaction(library.database, () => {
    const at = Date.now();
    const labels: { id: LabelId; name: string; photos: number; isNew: boolean }[] = [];
    const answers = choices.flatMap(({ label, name }) => {
      const known = library.labels.findByName(name);
      const labelId = known?.id ?? library.labels.add({ name });
      const candidates = label.photoIds.slice(0, photosAtLeast(label, confidence));
      const targets = library.annotations.targets(candidates, [labelId]);
      const own = candidates
        .map((photoId, place) => ({
          photoId,
          labelId,
          value: 'present' as const,
          score: label.probabilities[place]!,
        }))
        .filter((_, place) => targets[place] === UNKNOWN);
      labels.push({
        id: labelId,
        name: library.labels.get(labelId)!.name,
        photos: own.length,
        isNew: known === null,
      });
      return own;
    });
    const labelId = labels.length === 1 ? labels[0]!.id : null;
    const editId = library.edits.begin({ kind: 'answer', labelId, value: 'present' }, at);
    for (const { id, isNew } of labels) if (isNew) library.edits.recordNewLabel(editId, id);
    library.edits.recordAnswers(editId, answers, null, at);
    const photoIds = library.edits.finish(editId);
    return {
      report: { photos: photoIds.length, labels: labels.map(({ name, photos }) => ({ name, photos })) },
      photoIds,
    };
  });
}
