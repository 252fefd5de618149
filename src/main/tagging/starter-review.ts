/** Reviewing a stranger's opinion photo by photo: what it says is asked, and only the answers become annotations. */

import type { SuggestionAnswer } from '../../shared/edits.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import {
  photosAtLeast,
  type StarterAnswers,
  type StarterLabel,
  type StarterQuery,
  type StarterQueue,
} from '../../shared/starter-labels.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';
import { latestStarterOpinion } from '../library/starter-opinion.ts';

/**
 * The open questions about one starter word. A photo is open while nobody said anything of the label that the word
 * stands for, and it is not fully tagged.
 *
 * query    word: the one that is asked about; null, or one that is not seen: the first with open photos
 * returns  the surest first; without words when nobody has looked yet
 */
export function starterQueue(library: Library, query: StarterQuery): StarterQueue {
  const latest = latestStarterOpinion(library);
  if (latest === null) return { photos: null, word: null, words: [], items: [], total: 0 };
  const { photos, labels } = latest.opinion;
  const fullyTagged = new Set(library.photos.idsFullyTagged());
  const askable = new Set(library.photos.allIds().filter((photoId) => !fullyTagged.has(photoId)));
  const found = labels
    .map((label) => ({ label, open: openPhotos(library, label, query, askable) }))
    .filter(({ label }) => photosAtLeast(label, query.confidence) > 0);
  const asked =
    found.find(({ label }) => label.en === query.word) ?? found.find(({ open }) => open.length > 0) ?? null;
  const shown = asked?.open.slice(0, query.limit) ?? [];
  const hashOf = new Map(
    library.photos.get(shown.map(({ photoId }) => photoId)).map(({ id, contentHash }) => [id, contentHash]),
  );
  return {
    photos,
    word: asked?.label.en ?? null,
    words: found.map(({ label, open }) => ({ en: label.en, de: label.de, open: open.length })),
    items: shown.map((item) => ({ ...item, contentHash: hashOf.get(item.photoId)! })),
    total: asked?.open.length ?? 0,
  };
}

function openPhotos(
  library: Library,
  label: StarterLabel,
  { names, language, confidence }: StarterQuery,
  askable: ReadonlySet<PhotoId>,
): { photoId: PhotoId; probability: number }[] {
  const sure = label.photoIds
    .slice(0, photosAtLeast(label, confidence))
    .map((photoId, place) => ({ photoId, probability: label.probabilities[place]! }))
    .filter(({ photoId }) => askable.has(photoId));
  const known = library.labels.findByName(names[label.en] ?? label[language]);
  if (known === null) return sure;
  const photoIds = sure.map(({ photoId }) => photoId);
  const targets = library.annotations.targets(photoIds, [known.id]);
  return sure.filter((_, place) => targets[place] === UNKNOWN);
}

/**
 * Keeps a person's answers as annotations of a label, which is added when it is new, in one step of undo. No model of
 * the library is named beside them: it was not asked.
 *
 * returns  the photos that changed
 */
export function answerStarter(library: Library, { name, answers }: StarterAnswers): PhotoId[] {
  return inTransaction(library.database, () => {
    const at = Date.now();
    const known = library.labels.findByName(name);
    const labelId = known?.id ?? library.labels.add({ name });
    const values = new Set(answers.map(({ value }) => value));
    const value = values.size === 1 ? [...values][0]! : null;
    const editId = library.edits.begin({ kind: 'answer', labelId, value }, at);
    if (known === null) library.edits.recordNewLabel(editId, labelId);
    const wanted: SuggestionAnswer[] = answers.map((answer) => ({ ...answer, labelId }));
    library.edits.recordAnswers(editId, wanted, null, at);
    return library.edits.finish(editId);
  });
}
