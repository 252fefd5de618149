/** What the terms of a search mean: each becomes a test of one photo. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { AllScores } from '../database/photo-query.ts';
import type { Model } from '../../shared/model.ts';
import type {
  Comparison,
  LabelStanding,
  PhotoState,
  SearchCondition,
  SearchTerm,
} from '../../shared/search-query.ts';
import { reaches } from '../../shared/threshold.ts';
import type { Library } from './library.ts';
import { searchable, type PhotoFact } from './photo-index.ts';
import { photoSearchOf } from './photo-search.ts';

export type PhotoTest = (photo: PhotoFact) => boolean;

/** The active model with what its queries need. */
interface ActiveModel {
  model: Model;
  /** by position of its outputs; null where the label was deleted */
  labelIds: (LabelId | null)[];
}

/**
 * Prepares the test of a term with what the library knows now.
 *
 * A label that does not exist is on no photo, and neither is a probability of a label that the active model does not
 * know: without the minus they find nothing.
 */
export function testOf(library: Library, term: SearchTerm): PhotoTest {
  const test = testOfCondition(library, term);
  return term.isNegated ? (photo) => !test(photo) : test;
}

function testOfCondition(library: Library, condition: SearchCondition): PhotoTest {
  switch (condition.kind) {
    case 'word':
      return wordTest(library, condition.text);
    case 'label':
      return labelTest(library, condition.label, condition.standing);
    case 'state':
      return stateTest(library, condition.state);
    case 'text': {
      const wanted = searchable(condition.text);
      if (condition.field === 'folder') return (photo) => photo.searchableFolder.includes(wanted);
      if (condition.field === 'camera') return (photo) => photo.searchableCamera.includes(wanted);
      return (photo) => photo.searchableName.includes(wanted);
    }
    case 'taken':
      return takenTest(condition.from, condition.to);
    case 'probability':
      return probabilityTest(library, condition.label, condition.comparison, condition.bound);
  }
}

const nothing: PhotoTest = () => false;

/** One byte per id up to the largest: quicker than a Set for 100,000 photos. */
function isIn(ids: readonly PhotoId[]): PhotoTest {
  let largest = 0;
  for (const id of ids) if (id > largest) largest = id;
  const marks = new Uint8Array(largest + 1);
  for (const id of ids) marks[id] = 1;
  return (photo) => marks[photo.id] === 1;
}

function wordTest(library: Library, text: string): PhotoTest {
  if (library.labels.findByName(text) !== null) return labelTest(library, text, 'label');
  const wanted = searchable(text);
  return (photo) => photo.searchableName.includes(wanted) || photo.searchableFolder.includes(wanted);
}

function labelTest(library: Library, name: string, standing: LabelStanding): PhotoTest {
  const label = library.labels.findByName(name);
  if (label === null) return nothing;
  const { queries } = photoSearchOf(library);
  const isPresent = () => isIn(queries.withAnswer(label.id, 'present'));
  const isFullyTagged = () => isIn(queries.fullyTagged());
  const isAnswered = (): PhotoTest => either(isIn(queries.withAnyAnswer(label.id)), isFullyTagged());
  switch (standing) {
    case 'present':
      return isPresent();
    case 'absent':
      return either(
        isIn(queries.withAnswer(label.id, 'absent')),
        butNot(isFullyTagged(), isIn(queries.withAnyAnswer(label.id))),
      );
    case 'unknown':
      return butNot(() => true, isAnswered());
    case 'label':
      return either(isPresent(), butNot(isIn(appliedTo(library, label.id)), isAnswered()));
    case 'suggested':
      return butNot(isSuggested(library, label.id), isAnswered());
  }
}

function either(one: PhotoTest, other: PhotoTest): PhotoTest {
  return (photo) => one(photo) || other(photo);
}

function butNot(one: PhotoTest, other: PhotoTest): PhotoTest {
  return (photo) => one(photo) && !other(photo);
}

function activeModel(library: Library): ActiveModel | null {
  const model = library.models.active();
  return model === null ? null : { model, labelIds: library.models.labelIdsOf(model.id) };
}

function appliedTo(library: Library, labelId: LabelId): PhotoId[] {
  const active = activeModel(library);
  if (active === null) return [];
  return photoSearchOf(library).queries.predicted(active.model.id, 'apply', labelId);
}

/** By the stored scores; where the model has none, by its newest run. Not yet applied; answers are not looked at. */
function isSuggested(library: Library, labelId: LabelId): PhotoTest {
  const active = activeModel(library);
  if (active === null) return nothing;
  const { queries, scoresOf } = photoSearchOf(library);
  const scores = scoresOf(active.model);
  if (scores.photoIds.length === 0) return isIn(queries.predicted(active.model.id, 'suggest', labelId));
  const position = active.labelIds.indexOf(labelId);
  if (position < 0) return nothing;
  const { suggest } = active.model.thresholds[position]!;
  const likely = idsWhere(scores, position, (score) => reaches(score, suggest));
  return butNot(isIn(likely), isIn(appliedTo(library, labelId)));
}

function idsWhere(scores: AllScores, position: number, fits: (score: number) => boolean): PhotoId[] {
  const { photoIds, probabilities, labelCount } = scores;
  const found: PhotoId[] = [];
  for (let row = 0; row < photoIds.length; row++)
    if (fits(probabilities[row * labelCount + position]!)) found.push(photoIds[row] as PhotoId);
  return found;
}

function isSuggestedAtAll(library: Library): PhotoTest {
  const active = activeModel(library);
  if (active === null) return nothing;
  const { queries, scoresOf } = photoSearchOf(library);
  const isFullyTagged = isIn(queries.fullyTagged());
  if (scoresOf(active.model).photoIds.length === 0)
    return butNot(isIn(queries.suggestedByRun(active.model.id, 'suggest')), isFullyTagged);
  const ofLabels = active.labelIds
    .filter((labelId) => labelId !== null)
    .map((labelId) => butNot(isSuggested(library, labelId), isIn(queries.withAnyAnswer(labelId))));
  return butNot((photo) => ofLabels.some((test) => test(photo)), isFullyTagged);
}

function stateTest(library: Library, state: PhotoState): PhotoTest {
  const { queries } = photoSearchOf(library);
  switch (state) {
    case 'full':
      return isIn(queries.fullyTagged());
    case 'tagged':
      return either(isIn(queries.annotated()), isIn(queries.fullyTagged()));
    case 'untagged':
      return butNot(() => true, stateTest(library, 'tagged'));
    case 'suggested':
      return isSuggestedAtAll(library);
    case 'missing':
      return (photo) => photo.isMissing;
    case 'problem':
      return (photo) => photo.isMissing || photo.hasWarning;
  }
}

function takenTest(from: string | null, to: string | null): PhotoTest {
  if (from === null && to === null) return (photo) => !photo.isTimeKnown;
  const start = from === null ? -Infinity : Date.parse(from);
  const end = to === null ? Infinity : endOf(to);
  return (photo) => photo.time >= start && photo.time < end;
}

/** The first moment after an ISO year, month or day, UTC. */
function endOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number);
  if (day !== undefined) return Date.UTC(year!, month! - 1, day + 1);
  return month === undefined ? Date.UTC(year! + 1, 0) : Date.UTC(year!, month);
}

const compare: Record<Comparison, (score: number, bound: number) => boolean> = {
  '>': (score, bound) => score > bound,
  '>=': (score, bound) => score >= bound,
  '<': (score, bound) => score < bound,
  '<=': (score, bound) => score <= bound,
};

function probabilityTest(library: Library, name: string, comparison: Comparison, bound: number): PhotoTest {
  const label = library.labels.findByName(name);
  const active = activeModel(library);
  const position = label === null || active === null ? -1 : active.labelIds.indexOf(label.id);
  if (position < 0) return nothing;
  const scores = photoSearchOf(library).scoresOf(active!.model);
  return isIn(idsWhere(scores, position, (score) => compare[comparison](score, bound)));
}
