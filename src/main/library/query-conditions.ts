/** What the terms of a search mean: each becomes a test of one photo. */

import type { PhotoId } from '../../shared/ids.ts';
import type {
  Comparison,
  LabelStanding,
  PhotoState,
  SearchCondition,
  SearchTerm,
} from '../../shared/search-query.ts';
import { markIds, noMarks, type IdMarks } from './id-marks.ts';
import type { Library } from './library.ts';
import { searchable, searchableName, type PhotoFact } from './photo-index.ts';
import { photoSearchOf } from './photo-search.ts';
import { starterConfidences } from './starter-opinion.ts';

export type PhotoTest = (photo: PhotoFact) => boolean;

/**
 * Prepares the test of a term with what the library knows now.
 *
 * A label that does not exist is on no photo, and neither is a probability of a label that the active model does not
 * know: without the minus they find nothing. Of a starter word nobody has looked for yet, every photo is 0 sure.
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
      return (photo) => searchableName(photo).includes(wanted);
    }
    case 'taken':
      return takenTest(condition.from, condition.to);
    // which photos are the most similar is no question about one photo: query-similar.ts asks it
    case 'similar':
      return () => true;
    case 'starter':
      return starterTest(library, condition.label, condition.comparison, condition.bound);
    case 'probability':
      return probabilityTest(library, condition.label, condition.comparison, condition.bound);
  }
}

const nothing: PhotoTest = () => false;

function isMarked(marks: IdMarks): PhotoTest {
  return (photo) => marks[photo.id] === 1;
}

function isIn(ids: readonly PhotoId[]): PhotoTest {
  return isMarked(markIds(ids));
}

function wordTest(library: Library, text: string): PhotoTest {
  if (library.labels.findByName(text) !== null) return labelTest(library, text, 'label');
  const wanted = searchable(text);
  return (photo) => searchableName(photo).includes(wanted) || photo.searchableFolder.includes(wanted);
}

function labelTest(library: Library, name: string, standing: LabelStanding): PhotoTest {
  const label = library.labels.findByName(name);
  if (label === null) return nothing;
  const { queries, models } = photoSearchOf(library);
  const isApplied = () => isMarked(models.applied(label.id));
  const isLikely = () => isMarked(models.active()?.likely(label.id) ?? noMarks);
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
      return either(isPresent(), butNot(isApplied(), isAnswered()));
    case 'suggested':
      return butNot(isLikely(), either(isApplied(), isAnswered()));
  }
}

function either(one: PhotoTest, other: PhotoTest): PhotoTest {
  return (photo) => one(photo) || other(photo);
}

function butNot(one: PhotoTest, other: PhotoTest): PhotoTest {
  return (photo) => one(photo) && !other(photo);
}

function isSuggestedAtAll(library: Library): PhotoTest {
  const { queries, models } = photoSearchOf(library);
  const isSuggested = models.active()?.anyLikely((labelId) => queries.withAnyAnswer(labelId));
  return isSuggested ? butNot(isMarked(isSuggested), isIn(queries.fullyTagged())) : nothing;
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
  const model = photoSearchOf(library).models.active();
  if (label === null || model === null) return nothing;
  // scores are kept in single precision: 0.2 written here is the same 0.2
  const single = Math.fround(bound);
  return isMarked(model.whereScore(label.id, (score) => compare[comparison](score, single)));
}

/** Photos of which the network said nothing that was worth keeping are 0 sure. */
function starterTest(library: Library, word: string, comparison: Comparison, bound: number): PhotoTest {
  const confidences = starterConfidences(library, word);
  return ({ id }) => compare[comparison](confidences.get(id) ?? 0, bound);
}
