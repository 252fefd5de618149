import { expect, test } from 'vitest';
import { atMost } from '../../../src/main/images/at-most.ts';

test('no more than the limit run at once, and all run in order', async () => {
  const throughGate = atMost(2);
  let running = 0;
  let mostRunning = 0;
  const begun: number[] = [];
  const task = (number: number) => async () => {
    begun.push(number);
    mostRunning = Math.max(mostRunning, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return number;
  };
  const results = await Promise.all([1, 2, 3, 4, 5].map((number) => throughGate(task(number))));
  expect(results).toEqual([1, 2, 3, 4, 5]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(mostRunning).toBe(2);
});

test('a failure makes room for the next', async () => {
  const throughGate = atMost(1);
  await expect(throughGate(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await throughGate(() => Promise.resolve('next'))).toBe('next');
});
