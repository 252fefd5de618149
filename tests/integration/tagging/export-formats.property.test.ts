import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLabelsCsv } from '../../../src/main/library/labels-csv.ts';
import { formatLabelsCsv, formatLabelsJsonLines } from '../../../src/main/tagging/export-formats.ts';
import { writeStreamAtomically } from '../../../src/main/sidecars/write-file-atomically.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hostile = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  "'",
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  ' ',
  '=cmd|x',
  "'=1",
  'é',
  '＝',
);
/** Label names as the library keeps them: NFC, trimmed, without "|". */
const label = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('').replaceAll('|', '').toWellFormed().normalize('NFC').trim())
  .filter((name) => name !== '' && !name.includes('\0'));
const labels = fc.uniqueArray(label, { maxLength: 5, selector: (name) => name.toLowerCase() });
const fileName = fc.stringMatching(/^[a-zé"',;=@ -]{1,12}$/).map((name) => `${name}.jpg`);
const row = fc.record({
  name: fileName,
  labels,
  split: fc.constantFrom(null, 'train' as const, 'validation' as const, 'test' as const),
});

test('labels written as CSV are read back unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(row, { maxLength: 8, selector: ({ name }) => name }), async (rows) => {
      const photos = await mkdtemp(join(folder, 'photos-'));
      const listed = rows.map((each) => ({
        file: join(photos, each.name),
        labels: each.labels,
        split: each.split,
      }));
      for (const { file } of listed) {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, '');
      }
      const csv = join(photos, 'labels.csv');
      await writeStreamAtomically(csv, formatLabelsCsv(listed));
      const read = await readLabelsCsv(csv);
      expect(read.problems).toEqual([]);
      expect(read.rows.map(({ file, labels, split }) => ({ file, labels, split }))).toEqual(listed);
      await rm(photos, { recursive: true });
    }),
    { numRuns: 120 },
  );
});

test('labels written as JSON Lines parse back unchanged, one line per photo', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const listed = rows.map((each) => ({ file: each.name, labels: each.labels, split: each.split }));
      const file = join(folder, 'labels.jsonl');
      await writeStreamAtomically(file, formatLabelsJsonLines(listed));
      const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(listed);
    }),
    { numRuns: 50 },
  );
});
