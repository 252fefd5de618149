/** The picture of the network: what is borrowed, and what is learned from a person's photos. */

import { box, line, picture, text } from './chart.ts';

interface Part {
  words: string[];
  kind: string;
  width: number;
}

const parts: Part[] = [
  { words: ['photo', '224 × 224'], kind: 'none', width: 92 },
  { words: ['edges, colours,', 'textures'], kind: 'quiet', width: 118 },
  { words: ['shapes,', 'materials'], kind: 'quiet', width: 104 },
  { words: ['things', '(top blocks)'], kind: 'quiet', width: 110 },
  { words: ['embedding', '1280 numbers'], kind: 'none', width: 116 },
  { words: ['head', 'one per label'], kind: 'one', width: 120 },
];
const [GAP, TOP, HEIGHT] = [16, 84, 64];

/** From photo to probabilities, and which parts a training changes. */
export function drawNetwork(): string {
  const lefts = parts.map((_, index) => parts.slice(0, index).reduce((x, part) => x + part.width + GAP, 24));
  const right = (index: number) => lefts[index]! + parts[index]!.width;
  const bracket = (from: number, to: number, y: number, words: string) => [
    line([lefts[from]!, y], [right(to), y], 'axis'),
    line([lefts[from]!, y], [lefts[from]!, y - 6], 'axis'),
    line([right(to), y], [right(to), y - 6], 'axis'),
    text((lefts[from]! + right(to)) / 2, y + 20, words, '', 'middle'),
  ];
  return picture(
    {
      title: 'What is learned',
      description:
        'A row of boxes from photo to labels: three blocks of the backbone, the embedding, and the head. Usually only the head is learned; fine-tuning also changes the top blocks.',
      width: 790,
      height: 206,
    },
    [
      text(24, 34, 'From a photo to its labels', 'strong'),
      ...parts.flatMap(({ words, kind, width }, index) => [
        box(lefts[index]!, TOP, width, HEIGHT, kind, 7),
        ...words.map((word, row) =>
          text(
            lefts[index]! + width / 2,
            TOP + 28 + row * 19,
            word,
            kind === 'one' ? 'on-one' : '',
            'middle',
          ),
        ),
        ...(index > 0
          ? [line([right(index - 1) + 2, TOP + HEIGHT / 2], [lefts[index]! - 2, TOP + HEIGHT / 2], 'axis')]
          : []),
      ]),
      ...bracket(1, 3, 166, 'backbone: learned from a million other photos'),
      ...bracket(5, 5, 166, 'yours'),
      text(lefts[3]! + 55, 56, 'fine-tuning changes these too, a little', 'soft', 'middle'),
      line([lefts[3]! + 55, 62], [lefts[3]! + 55, TOP - 2], 'quiet-line'),
    ],
  );
}
