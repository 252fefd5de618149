import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '../../../src/main/database/transaction.ts';
import type { SpreadRequest } from '../../../src/main/engine/engine.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { openPairsAbove, reviewQueue } from '../../../src/main/tagging/review-queue.ts';
import { teachingQueue } from '../../../src/main/tagging/teaching-queue.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import type { LabelId, PhotoId } from '../../../src/shared/ids.ts';
import type { ScoreOrder } from '../../../src/shared/review-order.ts';
import type { ReviewQuery } from '../../../src/shared/review.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

type ScoreQuery = ReviewQuery & { order: ScoreOrder };

let files: TestLibrary;
let spread: SpreadRequest[];
let beach: LabelId;
let dog: LabelId;

const query: ScoreQuery = { order: 'confident', labelId: null, limit: 100 };
const idOf = (name: string): PhotoId =>
  files.library.photos.idsByPaths([files.photo(name)]).get(files.photo(name))!;
const nameOf = (photoId: PhotoId) => ['a.jpg', 'b.jpg', 'c.jpg'].find((name) => idOf(name) === photoId);
const shown = (asked: ScoreQuery = query) =>
  reviewQueue(files.library, asked).items.map(({ photoId, labelId }) => [
    ['a.jpg', 'b.jpg', 'c.jpg'].find((name) => idOf(name) === photoId),
    labelId === beach ? 'beach' : 'dog',
  ]);

/** Four tagged photos, and three that are not, of which the model believes what `scores` says. */
beforeEach(async () => {
  spread = [];
  files = openTestLibrary(
    hashingEngine({
      ...scriptedLearning(['beach', 'dog']),
      // the order itself is tested with spreadOut: here the last photo is the first
      spreadPhotos: (request) => {
        spread.push(request);
        return Promise.resolve([...request.photoIds].sort((x, y) => y - x));
      },
    }),
  );
  for (const name of ['t1', 't2', 't3', 't4']) files.write(`${name}.jpg`, `0 tagged ${name}`);
  for (const name of ['a', 'b', 'c']) files.write(`${name}.jpg`, `1 untagged ${name}`);
  const rows = 't1.jpg,beach\nt2.jpg,beach\nt3.jpg,beach|dog\nt4.jpg,\n';
  const labels = files.write('labels.csv', `file,labels\n${rows}`);
  await importPhotos(files.library, { paths: [files.photosFolder], labelsFile: labels }, watchedContext());
  await trainNewModel(files.library, resolveTrainingSettings(), watchedContext());
  const model = files.library.models.active()!;
  beach = files.library.labels.findByName('beach')!.id;
  dog = files.library.labels.findByName('dog')!.id;
  const isBeachFirst = files.library.models.labelIdsOf(model.id)[0] === beach;
  const scores = { 'a.jpg': [0.9, 0.3], 'b.jpg': [0.55, 0.1], 'c.jpg': [0.2, 0.8] };
  inTransaction(files.library.database, () => {
    for (const [name, [ofBeach, ofDog]] of Object.entries(scores))
      files.library.scores.put(
        model.id,
        [idOf(name)],
        Float32Array.from(isBeachFirst ? [ofBeach!, ofDog!] : [ofDog!, ofBeach!]),
      );
  });
});
afterEach(() => files.close());

describe('the review queue', () => {
  test('holds what is at or above its suggest threshold, in the order that is asked for', () => {
    expect(shown()).toEqual([
      ['a.jpg', 'beach'],
      ['c.jpg', 'dog'],
      ['b.jpg', 'beach'],
      ['a.jpg', 'dog'],
    ]);
    expect(shown({ ...query, order: 'rare' })[0]).toEqual(['c.jpg', 'dog']);
    expect(shown({ ...query, order: 'uncertain' })[0]).toEqual(['b.jpg', 'beach']);
    expect(shown({ ...query, labelId: dog })).toEqual([
      ['c.jpg', 'dog'],
      ['a.jpg', 'dog'],
    ]);
    expect(shown({ ...query, limit: 1 })).toEqual([['a.jpg', 'beach']]);
  });

  test('tells the score, the threshold, the content and the counts', () => {
    const queue = reviewQueue(files.library, { ...query, limit: 1 });
    expect(queue.items[0]).toMatchObject({ photoId: idOf('a.jpg'), labelId: beach, apply: 0.5 });
    expect(queue.items[0]!.score).toBeCloseTo(0.9, 6);
    expect(queue.items[0]!.contentHash).toBe(files.library.photos.get([idOf('a.jpg')])[0]!.contentHash);
    expect(queue.total).toBe(4);
    expect([...queue.labels].sort((x, y) => x.labelId - y.labelId)).toEqual(
      [
        { labelId: beach, open: 2 },
        { labelId: dog, open: 2 },
      ].sort((x, y) => x.labelId - y.labelId),
    );
  });

  test('leaves out what a person answered, and fully tagged photos', () => {
    files.library.annotations.set([idOf('a.jpg')], beach, 'absent', 'human');
    files.library.photos.setFullyTagged([idOf('c.jpg')], true);
    expect(shown()).toEqual([
      ['b.jpg', 'beach'],
      ['a.jpg', 'dog'],
    ]);
    expect(openPairsAbove(files.library, beach, 0.25).map(({ photoId }) => photoId)).toEqual([idOf('b.jpg')]);
  });

  test('follows scores that are written anew, after a read that was kept', () => {
    expect(shown()[0]).toEqual(['a.jpg', 'beach']);
    const { id } = files.library.models.active()!;
    const scores = files.library.scores.of(idOf('a.jpg'), id)!.fill(0.1);
    inTransaction(files.library.database, () => files.library.scores.put(id, [idOf('a.jpg')], scores));
    expect(shown()).toEqual([
      ['c.jpg', 'dog'],
      ['b.jpg', 'beach'],
    ]);
  });

  test('leaves out a label that was deleted', () => {
    files.library.labels.delete(beach);
    expect(reviewQueue(files.library, query).labels).toEqual([{ labelId: dog, open: 2 }]);
    expect(reviewQueue(files.library, query).items.every((item) => item.labelId === dog)).toBe(true);
  });

  test('what teaches most comes photo by photo, and no photo twice', async () => {
    const queue = await teachingQueue(files.library, { ...query, order: 'teaches' });
    const photos = queue.items.map(({ photoId }) => photoId);
    const changes = photos.filter((photoId, place) => photoId !== photos[place - 1]);
    expect(new Set(changes).size).toBe(changes.length);
    // a and b have two questions that are near a threshold, c has one; the engine was told what they are worth
    expect(spread[0]!.photoIds.map((id) => nameOf(id as PhotoId)).sort()).toEqual([
      'a.jpg',
      'b.jpg',
      'c.jpg',
    ]);
    expect(spread[0]!.seenIds.length).toBe(4);
    expect(nameOf(photos[0]!)).toBe('c.jpg');
    expect(queue.total).toBe(queue.items.length);
    const uncertain = reviewQueue(files.library, { ...query, order: 'uncertain' });
    expect(queue.items.length).toBe(uncertain.items.length);
    expect(queue.labels).toEqual(uncertain.labels);
    const ofDog = await teachingQueue(files.library, { order: 'teaches', labelId: dog, limit: 1 });
    expect(ofDog.items.map(({ labelId }) => labelId)).toEqual([dog]);
  });

  test('in bulk: one label from a score on, the surest first; the score itself counts', () => {
    const all = openPairsAbove(files.library, beach, 0);
    expect(all.map(({ photoId }) => photoId)).toEqual(
      expect.arrayContaining([idOf('a.jpg'), idOf('b.jpg'), idOf('c.jpg')]),
    );
    const above = openPairsAbove(files.library, beach, all[1]!.score);
    expect(above.map(({ photoId }) => photoId)).toEqual([idOf('a.jpg'), idOf('b.jpg')]);
  });

  test('is empty without a model, and a bulk answer is refused', () => {
    files.library.models.remove(files.library.models.active()!.id);
    expect(reviewQueue(files.library, query)).toEqual({ modelId: null, items: [], total: 0, labels: [] });
    expect(() => openPairsAbove(files.library, beach, 0.5)).toThrow(/does not know this label/);
  });
});
