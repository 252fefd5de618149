import { beforeEach, expect, test } from 'vitest';
import { LearnAlong } from '../../../../src/renderer/state/learn-along.ts';
import { Review } from '../../../../src/renderer/state/review.svelte.ts';
import type { LabelCount } from '../../../../src/shared/label.ts';
import type { LabelId, ModelId, PhotoId } from '../../../../src/shared/ids.ts';
import type { ReviewItem, ReviewQuery } from '../../../../src/shared/review.ts';
import type { TrainingPreview } from '../../../../src/shared/training-preview.ts';
import { fakeApi, type FakeApi } from './fake-api.ts';

const beach = 1 as LabelId;
const dog = 2 as LabelId;
const nothingToUndo = { undo: null, redo: null, undoes: null, redoes: null };

/** What main would keep: the answers, the newest last. */
let answers: { photoId: PhotoId; labelId: LabelId }[][];
let api: FakeApi;
let isRefusing: boolean;
let modelId: ModelId;
let learnsAlong: boolean;
/** waits before main answers a change; the test opens it */
let gate: Promise<void>;

const pairs: [photo: number, label: LabelId][] = [
  [11, beach],
  [12, dog],
  [13, beach],
  [14, beach],
];
const isAnswered = (photo: number, label: LabelId) =>
  answers.flat().some((answer) => answer.photoId === photo && answer.labelId === label);

function queue({ labelId }: ReviewQuery) {
  const open = pairs.filter(([photo, label]) => !isAnswered(photo, label));
  const items = open
    .filter(([, label]) => labelId === null || label === labelId)
    .map(([photo, label]): ReviewItem => {
      const photoId = photo as PhotoId;
      return { photoId, labelId: label, contentHash: `hash${photo}`, score: 0.5, apply: 0.5 };
    });
  const labels = [beach, dog].map((label) => ({
    labelId: label,
    open: open.filter((pair) => pair[1] === label).length,
  }));
  return { modelId, items, total: items.length, labels };
}

beforeEach(() => {
  answers = [];
  isRefusing = false;
  modelId = 1 as ModelId;
  learnsAlong = false;
  gate = Promise.resolve();
  api = fakeApi({
    'review.queue': queue,
    'labels.list': () => [{ id: beach, name: 'beach' } as LabelCount, { id: dog, name: 'dog' } as LabelCount],
    'training.preview': () => ({ newAnswers: answers.flat().length }) as TrainingPreview,
    'tags.change': async (change) => {
      await gate;
      if (isRefusing || change.kind !== 'answer') throw new Error('refused');
      answers.push(change.answers);
      return nothingToUndo;
    },
    'training.followUp': () => null,
    'edits.undo': async () => {
      await gate;
      answers.pop();
      return nothingToUndo;
    },
  });
});

async function open(labelName = ''): Promise<Review> {
  const learnAlong = new LearnAlong(api, () => learnsAlong);
  const review = new Review(api, learnAlong, { order: 'rare', labelName });
  await review.show('/libraries/a');
  return review;
}
const asked = (review: Review) => review.items.map(({ photoId }) => photoId as number);

test('begins with the remembered order and label', async () => {
  const review = await open('dog');
  expect([review.order, review.labelId]).toEqual(['rare', dog]);
  expect(asked(review)).toEqual([12]);
});

test('shows all labels when the remembered one is not there, or the model does not know it', async () => {
  expect((await open('cat')).labelId).toBeNull();
  const review = await open();
  await review.choose({ labelId: 9 as LabelId });
  expect(review.labelId).toBeNull();
  expect(asked(review)).toEqual([11, 12, 13, 14]);
});

test('goes on at once after an answer, counts it, and takes it back', async () => {
  const review = await open();
  const answering = review.answer('absent');
  expect(asked(review)).toEqual([12, 13, 14]);
  expect(review.newAnswers).toBe(1);
  expect(review.gains).toEqual([{ labelId: beach, examples: 0, counterexamples: 1 }]);
  expect(review.labels[0]).toEqual({ labelId: beach, open: 2 });
  await answering;
  expect(await review.undo()).toBe(true);
  expect(asked(review)).toEqual([11, 12, 13, 14]);
  expect([review.newAnswers, review.gains, review.canUndo]).toEqual([0, [], false]);
  expect(await review.undo()).toBe(false);
});

test('asks again when main could not keep the answer', async () => {
  const review = await open();
  isRefusing = true;
  await expect(review.answer('present')).rejects.toThrow('refused');
  expect(asked(review)).toEqual([11, 12, 13, 14]);
  expect([review.newAnswers, review.canUndo]).toEqual([0, false]);
});

test('what main says of the time before an answer does not overwrite it', async () => {
  const review = await open();
  let letThrough = () => {};
  gate = new Promise((resolve) => (letThrough = resolve));
  const first = review.answer('present');
  const reading = review.load();
  const second = review.answer('present');
  letThrough();
  await reading;
  expect(review.newAnswers).toBe(2);
  expect(asked(review)).toEqual([13, 14]);
  const undoing = review.undo();
  await Promise.all([first, second, undoing]);
  expect(review.newAnswers).toBe(1);
  expect(asked(review)).toEqual([12, 13, 14]);
  expect(review.labels).toEqual(queue({ order: 'rare', labelId: null, limit: 9 }).labels);
});

test('skips without telling main, and asks the skipped again', async () => {
  const review = await open();
  await review.skip();
  expect([asked(review), review.skippedCount, review.total]).toEqual([[12, 13, 14], 1, 3]);
  await review.load();
  expect([asked(review), review.skippedCount, review.total]).toEqual([[12, 13, 14], 1, 3]);
  await review.askSkipped();
  expect([asked(review), review.skippedCount, review.total]).toEqual([[11, 12, 13, 14], 0, 4]);
  expect(answers).toEqual([]);
});

test.each(['present', 'absent'] as const)('answers many with %s as one step of undo', async (value) => {
  const review = await open();
  const many = [11, 13].map((photo) => ({ photoId: photo as PhotoId, labelId: beach, score: 0.5 }));
  const takeBack = await review.answerAll(many, value);
  expect(asked(review)).toEqual([12, 14]);
  const counts = { examples: value === 'present' ? 2 : 0, counterexamples: value === 'present' ? 0 : 2 };
  expect(review.gains).toEqual([{ labelId: beach, ...counts }]);
  expect(api.asked.filter(({ name }) => name === 'tags.change')).toHaveLength(1);
  expect(await takeBack()).toBe(true);
  expect(asked(review)).toEqual([11, 12, 13, 14]);
  expect([review.gains, review.newAnswers]).toEqual([[], 0]);
  expect(await takeBack()).toBe(false);
});

test('forgets what was done in another library', async () => {
  const review = await open();
  await review.answer('present');
  await review.skip();
  answers = [];
  await review.show('/libraries/b');
  expect(asked(review)).toEqual([11, 12, 13, 14]);
  expect([review.canUndo, review.skippedCount, review.gains]).toEqual([false, 0, []]);
});

test('reads anew when others change tags, not for its own changes', async () => {
  const review = await open();
  const stop = review.follow(() => {});
  const reads = () => api.asked.filter(({ name }) => name === 'review.queue').length;
  const before = reads();
  const answering = review.answer('present');
  await Promise.resolve();
  api.emit('photos.changed', { photoIds: null });
  await answering;
  expect(reads()).toBe(before);
  api.emit('photos.changed', { photoIds: null });
  await expect.poll(reads).toBe(before + 1);
  stop();
});

const followUps = () => api.asked.filter(({ name }) => name === 'training.followUp').length;

test('lets main learn from the answers when no question is left, if the person wants it', async () => {
  const review = await open('dog');
  await review.answer('present');
  expect(followUps()).toBe(0);
  await review.undo();
  learnsAlong = true;
  await review.answer('present');
  expect(followUps()).toBe(1);
});

test('lets main learn after every twenty answers, those that were taken back not counted', async () => {
  learnsAlong = true;
  const along = new LearnAlong(api, () => learnsAlong);
  for (let answered = 1; answered <= 19; answered++) await along.count(1, false);
  await along.count(-1, false);
  await along.count(1, false);
  expect(followUps()).toBe(0);
  await along.count(1, false);
  expect(followUps()).toBe(1);
  await along.count(45, false);
  expect(followUps()).toBe(2);
  await along.count(1, false);
  along.forget();
  await along.count(19, false);
  expect(followUps()).toBe(2);
});

test('keeps the question that is looked at when a new model asks others first', async () => {
  const review = await open();
  await review.answer('present');
  expect(asked(review)).toEqual([12, 13, 14]);
  modelId = 2 as ModelId;
  pairs.reverse();
  try {
    await review.load();
    expect(asked(review)).toEqual([12, 14, 13]);
    expect(review.total).toBe(3);
    await review.load();
    expect(asked(review)).toEqual([12, 14, 13]);
    await review.choose({ order: 'confident' });
    expect(asked(review)).toEqual([14, 13, 12]);
  } finally {
    pairs.reverse();
  }
});

test('keeps it even when the new model does not ask it, but not when somebody else answered it', async () => {
  const review = await open();
  modelId = 2 as ModelId;
  const [first] = pairs.splice(0, 1);
  try {
    await review.load();
    await review.load();
    expect(asked(review)).toEqual([11, 12, 13, 14]);
    expect(review.total).toBe(4);
    await review.skip();
    answers.push([{ photoId: 12 as PhotoId, labelId: dog }]);
    await review.load();
    expect(asked(review)).toEqual([13, 14]);
  } finally {
    pairs.unshift(first!);
  }
});
