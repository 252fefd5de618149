import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addPhotos, openTestLibrary } from './test-library.ts';

const PHOTOS = 5;
const LABELS = 3;

type Step =
  | { kind: 'present' | 'absent' | 'clear'; photos: number[]; label: number }
  | { kind: 'full' | 'not-full'; photos: number[] };

const photoList = fc.uniqueArray(fc.nat(PHOTOS - 1), { maxLength: PHOTOS });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('present' as const, 'absent' as const, 'clear' as const),
    photos: photoList,
    label: fc.nat(LABELS - 1),
  }),
  fc.record({ kind: fc.constantFrom('full' as const, 'not-full' as const), photos: photoList }),
);

test('targets and counts say what a plain table in memory says, whatever was set, cleared or fully tagged', () => {
  const library = openTestLibrary();
  const { annotations, labels, photos } = library;
  const photoIds = addPhotos(library, PHOTOS);
  const labelIds = labels.ensure(Array.from({ length: LABELS }, (_, index) => `label ${index}`));

  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.array(fc.nat(PHOTOS - 1)), (steps, wanted) => {
      for (const label of labelIds) annotations.clear(photoIds, label);
      photos.setFullyTagged(photoIds, false);
      const values = Array.from({ length: PHOTOS }, () => new Array<number>(LABELS).fill(-1));
      const full = new Array<boolean>(PHOTOS).fill(false);

      for (const each of steps) {
        const ids = each.photos.map((index) => photoIds[index]!);
        if (!('label' in each)) {
          photos.setFullyTagged(ids, each.kind === 'full');
          for (const index of each.photos) full[index] = each.kind === 'full';
        } else {
          const labelId = labelIds[each.label]!;
          if (each.kind === 'clear') annotations.clear(ids, labelId);
          else annotations.set(ids, labelId, each.kind, 'human');
          const value = { present: 1, absent: 0, clear: -1 }[each.kind];
          for (const index of each.photos) values[index]![each.label] = value;
        }
      }

      const known = values.map((row, index) => row.map((value) => (value < 0 && full[index] ? 0 : value)));
      expect([
        ...annotations.targets(
          wanted.map((index) => photoIds[index]!),
          labelIds,
        ),
      ]).toEqual(wanted.flatMap((index) => known[index]!));
      const shuffled = [labelIds[2]!, null, labelIds[0]!];
      expect([...annotations.targets(photoIds, shuffled)]).toEqual(
        known.flatMap((row) => [row[2], -1, row[0]]),
      );
      for (const [column, { presentCount, absentCount }] of labels.list().entries()) {
        expect(presentCount).toBe(known.filter((row) => row[column] === 1).length);
        expect(absentCount).toBe(known.filter((row) => row[column] === 0).length);
      }
    }),
    { numRuns: 60 },
  );
});

test('a label asked for twice is refused', () => {
  const library = openTestLibrary();
  const [label] = library.labels.ensure(['a']);
  expect(() => library.annotations.targets([], [label!, label!])).toThrow(/asked for twice/);
});

test('who said it, of which model and how sure, is kept', () => {
  const library = openTestLibrary();
  const [one] = addPhotos(library, 1);
  const [label] = library.labels.ensure(['a']);
  library.annotations.set([one!], label!, 'absent', 'human', { at: 1 });
  library.annotations.set([one!], label!, 'present', 'accepted-suggestion', { score: 0.75, at: 2 });
  expect(library.annotations.ofPhotos([one!])).toEqual([
    {
      photoId: one,
      labelId: label,
      value: 'present',
      source: 'accepted-suggestion',
      modelId: null,
      score: 0.75,
      at: 2,
    },
  ]);
});
