import { expect, test } from 'vitest';
import { LabelingSession } from '../../../../src/renderer/screens/session/labeling-session.svelte.ts';
import type { TagChange } from '../../../../src/shared/edits.ts';
import type { LabelId, PhotoId } from '../../../../src/shared/ids.ts';
import type { PhotoDetails } from '../../../../src/shared/photo-set.ts';
import { fakeApi } from './fake-api.ts';

const [FIRST, SECOND] = [11, 12] as PhotoId[];
const HARBOUR = 5 as LabelId;

/** A session of two photos, of which nothing is known. */
async function open() {
  const changes: TagChange[] = [];
  const given = new Set<PhotoId>();
  const session = new LabelingSession({
    api: fakeApi({
      'photos.details': (id) =>
        ({
          id,
          annotations: given.has(id) ? [{ labelId: HARBOUR, value: 'present' }] : [],
          scores: [],
        }) as unknown as PhotoDetails,
    }),
    photoIds: [FIRST!, SECOND!],
    change: (change) => {
      changes.push(change);
      if (change.kind === 'set') for (const id of change.photoIds) given.add(id);
      return Promise.resolve();
    },
    nowMs: () => 0,
  });
  await session.read();
  return { session, changes };
}

test('a new label goes to the photo it was typed for, also when the next one is shown before main has made it', async () => {
  const { session, changes } = await open();
  let made = (_id: LabelId): void => {};
  const giving = session.giveNew(() => new Promise((resolve) => (made = resolve)));
  session.go(1);
  made(HARBOUR);
  await giving;
  expect(changes).toEqual([{ kind: 'set', photoIds: [FIRST], labelId: HARBOUR, value: 'present' }]);
  expect(session.valueOf(HARBOUR)).toBe('unknown');
  session.go(0);
  expect([session.valueOf(HARBOUR), session.labelCount, session.labeledPhotoCount]).toEqual([
    'present',
    1,
    1,
  ]);
});

test('an answer shows at once, before main has it', async () => {
  const { session } = await open();
  const setting = session.set(HARBOUR, 'present');
  expect([session.valueOf(HARBOUR), session.labelCount]).toEqual(['present', 1]);
  session.go(1);
  expect(session.valueOf(HARBOUR)).toBe('unknown');
  await setting;
  session.go(0);
  expect(session.valueOf(HARBOUR)).toBe('present');
});
