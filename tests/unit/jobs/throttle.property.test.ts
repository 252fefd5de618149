import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThrottle } from '../../../src/main/jobs/throttle.ts';
import { createManualClock } from './manual-clock.ts';

test('acts at most once per interval, and always after the last request', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(250), { minLength: 1, maxLength: 60 }), (pauses) => {
      const clock = createManualClock();
      const actions: { at: number; seen: number }[] = [];
      let requests = 0;
      const throttle = createThrottle(clock, 100, () => actions.push({ at: clock.now(), seen: requests }));
      for (const pause of pauses) {
        clock.pass(pause);
        requests += 1;
        throttle.request();
      }
      clock.pass(100);
      expect(actions.at(-1)?.seen).toBe(requests);
      for (const [index, action] of actions.entries())
        if (index > 0) expect(action.at - actions[index - 1]!.at).toBeGreaterThanOrEqual(100);
      expect(clock.pending()).toBe(0);
    }),
  );
});

test('a clock set back does not silence it', () => {
  let now = 1_000_000;
  let count = 0;
  const throttle = createThrottle({ now: () => now, after: () => () => {} }, 100, () => (count += 1));
  throttle.request();
  now = 0;
  throttle.request();
  expect(count).toBe(2);
});

test('stop calls off what is still to come', () => {
  const clock = createManualClock();
  let count = 0;
  const throttle = createThrottle(clock, 100, () => (count += 1));
  throttle.request();
  throttle.request();
  throttle.stop();
  clock.pass(1000);
  expect(count).toBe(1);
});
