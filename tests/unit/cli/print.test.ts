import { describe, expect, test } from 'vitest';
import { displayWidth, fitTo } from '../../../src/cli/display-width.ts';
import { duration, facts, printable, ratio, table } from '../../../src/cli/print.ts';
import { progressText } from '../../../src/cli/progress.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';

describe('what people read', () => {
  test('columns line up whatever the script', () => {
    const lines = table(
      [{ title: 'Label' }, { title: 'Photos', isNumber: true }, { title: 'Under' }],
      [
        ['海辺', '5', 'places'],
        ['plage', '1,200', ''],
        ['cafe\u0301', '12', 'places'],
      ],
    );
    expect(lines).toEqual([
      'Label  Photos  Under',
      '海辺        5  places',
      'plage   1,200',
      'cafe\u0301       12  places',
    ]);
    expect(
      facts([
        ['A', 'x'],
        ['Long', 'y'],
      ]),
    ).toEqual(['A     x', 'Long  y']);
  });

  test('a file name cannot steer the terminal', () => {
    expect(printable('a\u001b[2Jb\nc')).toBe('a\\u001b[2Jb\\u000ac');
  });

  test('widths count columns, not code units', () => {
    expect(['abc', '海辺', '🏖️', 'e\u0301', ''].map(displayWidth)).toEqual([3, 4, 2, 1, 0]);
    expect(fitTo('海辺の町', 6)).toBe('海辺…');
    expect(fitTo('short', 5)).toBe('short');
  });

  test('numbers', () => {
    expect([null, 0, 0.12345].map(ratio)).toEqual(['–', '0.000', '0.123']);
    expect([0.42, 12.4, 200, 4000].map(duration)).toEqual(['0.4 s', '12 s', '3 min 20 s', '1 h 7 min']);
  });

  test('the status line tells what, how far, how fast and how long', () => {
    const text = progressText(
      { done: 500, total: 1000, note: verbatim('Reading photos') },
      { ratePerSecond: 41.3, secondsLeft: 12 },
    );
    expect(text).toBe('Reading photos  ████████████░░░░░░░░░░░░  500/1,000  41/s  12 s left');
    const unknown = { ratePerSecond: null, secondsLeft: null };
    expect(progressText({ done: 0, total: null }, unknown)).toBe('Starting');
    expect(progressText({ done: 16, total: null, note: verbatim('Training, epoch 16') }, unknown)).toBe(
      'Training, epoch 16',
    );
  });
});
