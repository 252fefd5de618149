/** Pictures of what is asked and answered: one question per label, and answers that nobody gave. */

import { sigmoid } from '../../src/shared/metrics/cross-entropy.ts';
import { box, picture, text } from './chart.ts';
import { exampleLabels, exampleLogits, softmax } from './worked-example.ts';

const BAR = 250;

/** The example's logits as independent probabilities, and as shares of one. */
export function drawSigmoidAndSoftmax(): string {
  const shares = softmax(exampleLogits);
  const column = (values: number[], left: number, heading: string, hint: string, kind: string): string[] => [
    text(left, 34, heading, 'strong'),
    text(left, 54, hint, 'soft'),
    ...values.flatMap((value, row) => {
      const y = 78 + row * 42;
      return [
        text(left, y + 15, exampleLabels[row]!),
        box(left + 60, y, BAR, 22, 'none', 4),
        box(left + 60, y, BAR * value, 22, kind, 4),
        text(left + 60 + BAR + 8, y + 16, value.toFixed(2), 'soft'),
      ];
    }),
  ];
  return picture(
    {
      title: 'Sigmoid and softmax of the same four logits',
      description:
        'Left, sigmoid: beach 0.9 and sunset 0.8 can both be likely. Right, softmax: the four share one whole, so beach and sunset take from each other.',
      width: 780,
      height: 262,
    },
    [
      ...column(exampleLogits.map(sigmoid), 24, 'Sigmoid', 'each label for itself: yes or no?', 'one'),
      ...column(shares, 404, 'Softmax', 'all together: which one is it?', 'two'),
    ],
  );
}

const photos = ['holiday 1', 'holiday 2', 'fully tagged', 'not tagged'];
const labels = ['beach', 'dog', 'sunset', 'car'];
/** ✓ said yes, ✗ said no, ? nothing said; the third photo is fully tagged, so that what was not said is a no */
const answers = ['✓??✗', '?✗✓?', '✓✗✗✗', '????'];
const meanings: Record<string, { kind: string; words: string }> = {
  '✓': { kind: 'one', words: 'present: counts' },
  '✗': { kind: 'two', words: 'absent: counts' },
  '?': { kind: 'none', words: 'unknown: left out' },
};

/** Photos and labels as a grid of answers. */
export function drawUnknownIsNotAbsent(): string {
  const [left, top, cellWidth, cellHeight] = [130, 48, 82, 40];
  return picture(
    {
      title: 'Which answers count in learning',
      description:
        'A grid of four photos and four labels. Present and absent answers count; unknown ones are left out. On a fully tagged photo everything counts; a photo without any answer teaches nothing.',
      width: 690,
      height: 226,
    },
    [
      ...labels.map((label, column) =>
        text(left + (column + 0.5) * cellWidth, 34, label, 'strong', 'middle'),
      ),
      ...photos.flatMap((photo, row) => [
        text(24, top + row * cellHeight + 25, photo),
        ...[...answers[row]!].flatMap((answer, column) => {
          const x = left + column * cellWidth + 3;
          const y = top + row * cellHeight + 3;
          return [
            box(x, y, cellWidth - 6, cellHeight - 6, meanings[answer]!.kind, 5),
            text(x + cellWidth / 2 - 3, y + 23, answer, answer === '?' ? '' : 'on-one', 'middle'),
          ];
        }),
      ]),
      ...Object.entries(meanings).flatMap(([answer, { kind, words }], row) => [
        box(486, 62 + row * 44, 22, 22, kind, 5),
        text(518, 78 + row * 44, `${answer} ${words}`),
      ]),
    ],
  );
}
