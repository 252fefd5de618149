import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatPredictionsJsonLines } from '../../../src/main/tagging/export-formats.ts';
import type { PredictionsRow } from '../../../src/main/tagging/export-formats.ts';
import { writePredictionsCsv } from '../../../src/main/tagging/write-predictions-csv.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'predictions-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rows: PredictionsRow[] = [
  {
    file: '/photos/a, b.jpg',
    predictions: [
      { label: '=evil()', score: 0.93456, decision: 'apply' },
      { label: 'tree', score: 0.8, decision: 'apply' },
      { label: '-maybe', score: 0.4, decision: 'suggest' },
      { label: 'road', score: 0.01, decision: 'none' },
    ],
  },
  { file: '/photos/c.jpg', predictions: [] },
];

describe('writePredictionsCsv', () => {
  test('lists what is applied, what is suggested, and the scores of both', async () => {
    const file = join(folder, 'predictions.csv');
    await writePredictionsCsv(file, rows);
    expect(await readFile(file, 'utf8')).toBe(
      'file,labels,suggested,scores\n' +
        `"/photos/a, b.jpg",'=evil()|tree,'-maybe,'=evil()=0.9346|tree=0.8000|-maybe=0.4000\n` +
        '/photos/c.jpg,,,\n',
    );
  });

  test('takes any number of rows, and replaces the file only when all are written', async () => {
    const file = join(folder, 'predictions.csv');
    await writeFile(file, 'old');
    const many = async function* (count: number) {
      for (let index = 0; index < count; index++) {
        if (index === 999) expect(await readFile(file, 'utf8')).toBe('old');
        yield { file: `/p/${index}.jpg`, predictions: [] };
      }
    };
    await writePredictionsCsv(file, many(1000));
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines.length).toBe(1001);
    expect(lines[1000]).toBe('/p/999.jpg,,,');
    expect(await readdir(folder)).toEqual(['predictions.csv']);
  });
});

test('predictions as JSON Lines hold every label', async () => {
  const pieces: string[] = [];
  for await (const piece of formatPredictionsJsonLines(rows)) pieces.push(piece);
  expect(pieces.map((piece) => JSON.parse(piece) as unknown)).toEqual(rows);
});
