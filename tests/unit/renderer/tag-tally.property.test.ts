import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foresee, nextValue, stateOf, tallyOf } from '../../../src/renderer/tag-tally.ts';
import type { SelectionTally } from '../../../src/shared/edits.ts';
import type { LabelId, PhotoId } from '../../../src/shared/ids.ts';

const photos = 40;
const labelTally = fc
  .tuple(fc.nat(photos), fc.nat(photos))
  .filter(([present, absent]) => present + absent <= photos)
  .map(([present, absent]) => ({ present, absent, unknown: photos - present - absent }));
const tally: fc.Arbitrary<SelectionTally> = fc.array(labelTally, { maxLength: 4 }).map((labels) => ({
  photos,
  fullyTagged: 0,
  labels: labels.map((each, index) => ({ labelId: (index + 1) as LabelId, ...each })),
}));
const value = fc.constantFrom('present' as const, 'absent' as const, 'unknown' as const);

test('what is foreseen of a change is what the chip then shows, and no other label changes', () => {
  fc.assert(
    fc.property(tally, fc.integer({ min: 1, max: 6 }), value, (before, id, wanted) => {
      const labelId = id as LabelId;
      const after = foresee(before, { kind: 'set', photoIds: [], labelId, value: wanted });
      expect(stateOf(tallyOf(after, labelId), photos)).toBe(wanted);
      for (const other of before.labels)
        if (other.labelId !== labelId) expect(tallyOf(after, other.labelId)).toEqual(other);
    }),
  );
});

test('three clicks go round; a mixed label becomes present for all', () => {
  expect(nextValue('mixed')).toBe('present');
  expect(nextValue(nextValue(nextValue('present')))).toBe('present');
});

test('an answer is foreseen for one photo; what only main knows is left as it is', () => {
  const before: SelectionTally = { photos: 1, fullyTagged: 0, labels: [] };
  const answers = [{ photoId: 1 as PhotoId, labelId: 2 as LabelId, value: 'absent' as const, score: 0.5 }];
  expect(stateOf(tallyOf(foresee(before, { kind: 'answer', answers }), 2 as LabelId), 1)).toBe('absent');
  expect(foresee(before, { kind: 'same-as', photoIds: [], from: 1 as PhotoId })).toBe(before);
  expect(foresee(before, { kind: 'fully-tagged', photoIds: [], isFullyTagged: true }).fullyTagged).toBe(1);
});
