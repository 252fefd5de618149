import { expect, test } from 'vitest';
import { StarterReview, type StarterChoices } from '../../../../src/renderer/state/starter-review.svelte.ts';
import type { EditState } from '../../../../src/shared/edits.ts';
import type { PhotoId } from '../../../../src/shared/ids.ts';
import type { StarterAnswers, StarterQueue } from '../../../../src/shared/starter-labels.ts';
import { fakeApi } from './fake-api.ts';

const choices: StarterChoices = { word: '', names: {}, confidence: 0.5, language: 'de' };

/** Main, with some photos that the network takes for dogs, surest first; fails: the next answer is refused. */
async function open(photos: number) {
  const all = Array.from({ length: photos }, (_, place) => ({
    photoId: (place + 1) as PhotoId,
    contentHash: String(place),
    probability: 1 - place / 1000,
  }));
  const told: StarterAnswers[] = [];
  const main = { fails: false };
  const answered = () => new Set(told.flatMap(({ answers }) => answers.map(({ photoId }) => photoId)));
  const api = fakeApi({
    'starterLabels.queue': ({ limit }): StarterQueue => {
      const open = all.filter(({ photoId }) => !answered().has(photoId));
      const words = [{ en: 'dog', de: 'Hund', open: open.length }];
      return { photos, word: 'dog', words, items: open.slice(0, limit), total: open.length };
    },
    'starterLabels.answer': (answers) => {
      if (main.fails) throw new Error('disk full');
      told.push(answers);
      return {} as EditState;
    },
    'edits.undo': () => {
      told.pop();
      return {} as EditState;
    },
  });
  const review = new StarterReview(api, choices);
  await review.show(choices);
  return { review, api, told, main };
}

test('answers in order, for the label that the word stands for, and takes back', async () => {
  const { review, told } = await open(3);
  expect([review.word, review.total, review.current?.photoId]).toEqual(['dog', 3, 1]);
  await Promise.all([review.answer('present'), review.answer('absent')]);
  expect(told).toEqual([
    { name: 'Hund', answers: [{ photoId: 1, value: 'present', score: 1 }] },
    { name: 'Hund', answers: [{ photoId: 2, value: 'absent', score: 0.999 }] },
  ]);
  expect([review.total, review.counts, review.words[0]?.open]).toEqual([1, { present: 1, absent: 1 }, 1]);
  await review.undo();
  expect([told.length, review.total, review.current?.photoId]).toEqual([1, 2, 2]);
  await review.show({ ...choices, names: { dog: 'Dackel' } });
  expect(review.canUndo).toBe(false);
  await review.answer('present');
  expect(told.at(-1)?.name).toBe('Dackel');
});

test('skipped photos are asked again when wanted', async () => {
  const { review, told } = await open(2);
  await review.skip();
  await review.answer('present');
  expect([review.total, review.current, review.skippedCount]).toEqual([0, null, 1]);
  await review.askSkipped();
  expect(review.current?.photoId).toBe(1);
  await review.skip();
  await review.undo();
  expect([review.current?.photoId, review.skippedCount, told.length]).toEqual([1, 0, 1]);
});

test('says yes to all at once, those not fetched yet included, but not to those skipped', async () => {
  const { review, told } = await open(300);
  await review.skip();
  await review.acceptAll();
  expect(told).toHaveLength(1);
  expect(told[0]!.answers).toHaveLength(299);
  expect([review.total, review.counts.present]).toEqual([0, 299]);
  await review.undo();
  expect([review.total, review.counts.present, told.length]).toEqual([299, 0, 0]);
});

test('asks again what main could not keep', async () => {
  const { review, main } = await open(2);
  main.fails = true;
  await expect(review.answer('present')).rejects.toThrow('disk full');
  expect([review.total, review.current?.photoId, review.canUndo]).toEqual([2, 1, false]);
  expect(review.counts).toEqual({ present: 0, absent: 0 });
});

test('reads anew when others change something', async () => {
  const { review, told, api } = await open(2);
  const stop = review.follow((error) => expect.unreachable(String(error)));
  told.push({ name: 'Hund', answers: [{ photoId: 1 as PhotoId, value: 'present', score: 1 }] });
  api.emit('photos.changed', { photoIds: [1 as PhotoId] });
  await expect.poll(() => review.current?.photoId).toBe(2);
  stop();
});

test('a no that main has not heard yet is no yes to all', async () => {
  const { review, told } = await open(250);
  await Promise.all([review.answer('absent'), review.acceptAll()]);
  const [no, all] = told;
  expect(no!.answers).toEqual([{ photoId: 1, value: 'absent', score: 1 }]);
  expect(all!.answers.map(({ photoId }) => photoId)).toEqual(
    Array.from({ length: 249 }, (_, place) => place + 2),
  );
  expect([review.total, review.counts]).toEqual([0, { present: 249, absent: 1 }]);
});

/** The photos that were told of, with what was said of each. */
const saidOf = (told: StarterAnswers[]) =>
  told.flatMap(({ answers }) => answers.map(({ photoId, value }) => [photoId, value] as const));

test('two presses of yes to all while its list is fetched are one', async () => {
  const { review, told } = await open(300);
  const counts = await Promise.all([review.acceptAll(), review.acceptAll()]);
  expect(counts).toEqual([300, 0]);
  expect(told).toHaveLength(1);
  expect([review.total, review.counts.present, review.words[0]?.open]).toEqual([0, 300, 0]);
  await review.undo();
  expect([told.length, review.total, review.canUndo]).toEqual([0, 300, false]);
});

test('an answer and a taking back while the list of yes to all is fetched are kept, and count once', async () => {
  const { review, told } = await open(300);
  await review.answer('absent');
  await Promise.all([review.acceptAll(), review.undo(), review.skip(), review.answer('absent')]);
  // taken back and passed over: 1; answered by itself: 2
  const said = saidOf(told);
  expect(said).toHaveLength(299);
  expect(said.slice(0, 2)).toEqual([
    [2, 'absent'],
    [3, 'present'],
  ]);
  expect([review.total, review.skippedCount, review.counts]).toEqual([0, 1, { present: 298, absent: 1 }]);
});

test('yes to all is for the word it was said to', async () => {
  const { review, told } = await open(300);
  await Promise.all([review.acceptAll(), review.show({ ...choices, confidence: 0.9 })]);
  expect(told).toEqual([]);
  expect(review.total).toBe(300);
});

test('stays with a word when its last question is answered, so that it can be taken back', async () => {
  const told: StarterAnswers[] = [];
  const wordOf = (en: string, photoId: number) => ({
    en,
    item: { photoId: photoId as PhotoId, contentHash: en, probability: 0.9 },
    open: told.some(({ name }) => name === en) ? 0 : 1,
  });
  const api = fakeApi({
    'starterLabels.queue': ({ word }): StarterQueue => {
      const words = [wordOf('dog', 1), wordOf('cat', 2)];
      const asked = words.find(({ en }) => en === word) ?? words.find(({ open }) => open > 0) ?? null;
      return {
        photos: 2,
        word: asked?.en ?? null,
        words: words.map(({ en, open }) => ({ en, de: en, open })),
        items: asked?.open ? [asked.item] : [],
        total: asked?.open ?? 0,
      };
    },
    'starterLabels.answer': (answers) => {
      told.push(answers);
      return {} as EditState;
    },
    'edits.undo': () => {
      told.pop();
      return {} as EditState;
    },
  });
  const review = new StarterReview(api, choices);
  await review.show(choices);
  await review.answer('present');
  // as it is told that photos changed
  await review.load();
  expect([review.word, review.current]).toEqual(['dog', null]);
  await review.undo();
  expect([review.word, review.current?.photoId]).toEqual(['dog', 1]);
});
