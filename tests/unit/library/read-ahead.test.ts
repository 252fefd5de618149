import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { photoSearchOf } from '../../../src/main/library/photo-search.ts';
import { readAheadSoon } from '../../../src/main/library/read-ahead.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary } from '../../helpers/test-library.ts';

test('reads every order and what the model says, once, and rests', async () => {
  const opened = openTestLibrary(fakeEngine({}));
  onTestFinished(() => opened.close());
  const { index, models } = photoSearchOf(opened.library);
  const inOrder = vi.spyOn(index, 'inOrder');
  const readAhead = vi.spyOn(models, 'readAhead');
  readAheadSoon(opened.library);
  readAheadSoon(opened.library);
  expect(inOrder).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(readAhead).toHaveBeenCalledTimes(1), 20_000);
  expect(inOrder.mock.calls.flat()).toEqual(['newest', 'oldest', 'added', 'name']);
});

test('asks a closed library nothing', async () => {
  const opened = openTestLibrary(fakeEngine({}));
  const inOrder = vi.spyOn(photoSearchOf(opened.library).index, 'inOrder');
  readAheadSoon(opened.library);
  await opened.close();
  await wait(500);
  expect(inOrder).not.toHaveBeenCalled();
});
