import { expect, test } from 'vitest';
import { CallsInOrder } from '../../../../src/renderer/state/calls-in-order.ts';

test('calls one after the other, also after one that failed', async () => {
  const calls = new CallsInOrder();
  const done: string[] = [];
  const slow = calls.call(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push('slow');
    throw new Error('refused');
  });
  const quick = calls.call(() => Promise.resolve(done.push('quick')));
  await expect(slow).rejects.toThrow('refused');
  await quick;
  expect(done).toEqual(['slow', 'quick']);
});

test('reads again what was asked before main had been told everything', async () => {
  const calls = new CallsInOrder();
  let kept = 0;
  const taken: number[] = [];
  const reading = calls.read(
    () => Promise.resolve(kept),
    (known) => taken.push(known),
  );
  void calls.tell(() => Promise.resolve(kept++));
  await reading;
  expect([taken, calls.isTelling]).toEqual([[1], false]);
});

test('of two readings at once, the second knows what the first one led to', async () => {
  const calls = new CallsInOrder();
  let kept = 0;
  const taken: number[] = [];
  const readAndTell = () =>
    calls.read(
      () => Promise.resolve(kept),
      (known) => {
        taken.push(known);
        void calls.tell(() => Promise.resolve(kept++));
      },
    );
  await Promise.all([readAndTell(), readAndTell()]);
  expect(taken).toEqual([0, 1]);
});

test('a reading that fails takes nothing, and keeps nothing from going on', async () => {
  const calls = new CallsInOrder();
  const reading = calls.read(
    () => Promise.reject(new Error('gone')),
    () => expect.unreachable(),
  );
  await expect(reading).rejects.toThrow('gone');
  await expect(calls.call(() => Promise.resolve('next'))).resolves.toBe('next');
});
