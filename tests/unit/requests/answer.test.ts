import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/main/requests/answer.ts';
import { requests, type Handlers } from '../../../src/shared/contract.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/sentences/say.ts';

function recordingLog() {
  const lines: { details: object; message: string }[] = [];
  return { lines, error: (details: object, message: string) => void lines.push({ details, message }) };
}

/** Handlers that all say who was asked, with what. */
function echoing(overrides: Partial<Handlers> = {}): Handlers {
  const echo = Object.fromEntries(
    Object.keys(requests).map((name) => [name, (input: unknown) => ({ name, input })]),
  );
  return { ...echo, ...overrides } as unknown as Handlers;
}

describe('answer', () => {
  test('gives the handler its checked input and hands back the value', async () => {
    const log = recordingLog();
    expect(await answer(echoing(), 'jobs.cancel', 7, log)).toEqual({
      ok: true,
      value: { name: 'jobs.cancel', input: 7 },
    });
    expect(log.lines).toEqual([]);
  });

  test.each(['no.such.request', 'toString', '__proto__', 'constructor', '', 7, null, undefined, {}])(
    'refuses the name %j',
    async (name) => {
      const given = await answer(echoing(), name, undefined, recordingLog());
      expect(given).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    },
  );

  test.each([0, -1, 1.5, '7', null, undefined, { id: 7 }])(
    'refuses %j as the number of a job',
    async (input) => {
      let wasCalled = false;
      const handlers = echoing({ 'jobs.cancel': () => void (wasCalled = true) });
      const given = await answer(handlers, 'jobs.cancel', input, recordingLog());
      expect(given).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
      expect(wasCalled).toBe(false);
    },
  );

  test('refuses an input where none belongs', async () => {
    const given = await answer(echoing(), 'library.summary', { extra: true }, recordingLog());
    expect(given).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  test('passes on the code and the sentence of an expected failure, thrown or rejected', async () => {
    const failure = new AppError('conflict', say('requests.sampleRunning'));
    const log = recordingLog();
    const expected = { ok: false, failure: { code: 'conflict', message: say('requests.sampleRunning') } };
    const throwing = echoing({
      'sample.start': () => {
        throw failure;
      },
      'app.describe': () => Promise.reject(failure),
    });
    expect(await answer(throwing, 'sample.start', undefined, log)).toEqual(expected);
    expect(await answer(throwing, 'app.describe', undefined, log)).toEqual(expected);
    expect(log.lines).toEqual([]);
  });

  test('logs the unexpected whole and keeps its text from the window', async () => {
    const bug = new TypeError("Cannot read properties of undefined (reading 'x')");
    const log = recordingLog();
    const handlers = echoing({
      'library.summary': () => {
        throw bug;
      },
    });
    const given = await answer(handlers, 'library.summary', undefined, log);
    expect(given).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(given)).not.toContain('undefined');
    expect(log.lines).toEqual([
      { details: { request: 'library.summary', err: bug }, message: expect.any(String) as string },
    ]);
  });
});
