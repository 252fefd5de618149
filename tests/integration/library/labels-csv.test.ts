import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLabelsCsv } from '../../../src/main/library/labels-csv.ts';
import { say } from '../../../src/shared/sentences/say.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labels-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function make(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), '');
  }
}

async function read(content: string | Uint8Array) {
  await writeFile(join(folder, 'labels.csv'), content);
  return readLabelsCsv(join(folder, 'labels.csv'));
}

describe('rows', () => {
  test('labels are trimmed, folded and normalised; no labels is an answer too', async () => {
    await make('a.jpg', 'b.jpg');
    const { rows, problems } = await read('file,labels\na.jpg, tree |road||Tree|Cafe\u0301\nb.jpg,\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { line: 2, file: join(folder, 'a.jpg'), labels: ['tree', 'road', 'Caf\u00e9'], split: null },
      { line: 3, file: join(folder, 'b.jpg'), labels: [], split: null },
    ]);
  });

  test('columns come in any order, with a mark, quotes, CRLF, empty lines and columns of others', async () => {
    await make('a, "b".jpg', 'c.jpg', 'd.jpg');
    const { rows, problems } = await read(
      '\uFEFFSplit,note,Labels,FILE\r\nval,x,tree,"a, ""b"".jpg"\r\n\r\n,,,\r\nTRAIN,"two\r\nlines",road,c.jpg\r\ntest,,,d.jpg',
    );
    expect(problems).toEqual([]);
    expect(rows.map(({ line, labels, split }) => ({ line, labels, split }))).toEqual([
      { line: 2, labels: ['tree'], split: 'validation' },
      { line: 5, labels: ['road'], split: 'train' },
      { line: 7, labels: [], split: 'test' },
    ]);
  });

  test('semicolons and tabs separate cells when the header says so', async () => {
    await make('a,1.jpg', 'b;2.jpg');
    expect((await read('file;labels\na,1.jpg;tree|road\n')).rows[0]?.labels).toEqual(['tree', 'road']);
    expect((await read('file\tlabels\nb;2.jpg\ttree\n')).rows[0]?.labels).toEqual(['tree']);
  });

  test('files lie beside the CSV, in images, or anywhere', async () => {
    await make('images/x/a.jpg', 'b.jpg', 'images/b.jpg', 'e\u0301.jpg');
    const absolute = join(folder, 'images/x/a.jpg');
    const { rows } = await read(`file,labels\nx\\a.jpg,t\nb.jpg,t\n\u00e9.jpg,t\n`);
    expect(rows.map(({ file }) => file)).toEqual([
      absolute,
      join(folder, 'b.jpg'),
      join(folder, 'e\u0301.jpg'),
    ]);
    expect((await read(`file,labels\n${absolute},t\n`)).rows[0]?.file).toBe(absolute);
  });

  test('UTF-16, as spreadsheets save "Unicode text"', async () => {
    await make('ä.jpg');
    const text = Buffer.from('\uFEFFfile\tlabels\r\nä.jpg\tVögel\r\n', 'utf16le');
    expect((await read(text)).rows[0]?.labels).toEqual(['Vögel']);
  });
});

describe('problems', () => {
  test('each row that is left out is told with its line', async () => {
    await make('a.jpg', 'b.jpg');
    const { rows, problems } = await read(
      'file,labels,split\na.jpg,tree,train\ngone.jpg,tree,\na.jpg,road,\nb.jpg,tree,later\nb.jpg,tree,road,train\n,tree,\nb.jpg\nb.jpg,road,\n',
    );
    expect(rows.map(({ line }) => line)).toEqual([2, 9]);
    expect(problems.map(({ line, message }) => `${line} ${message.english.slice(0, 7)}`)).toEqual(
      ['3 Line 3:', '4 Line 4:', '5 Line 5:', '6 Line 6:', '7 Line 7:', '8 Line 8:'].map((text) =>
        text.slice(0, 9),
      ),
    );
    expect(problems[0]).toMatchObject({
      subject: 'gone.jpg',
      message: say('labelsCsv.noSuchFile', { line: 3, file: 'gone.jpg' }),
    });
    expect(problems[1]!.message.english).toContain('already on line 2');
    expect(problems[2]!.message.english).toContain('"later" is no split');
    expect(problems[3]!.message.english).toContain('Separate labels with "|"');
  });

  test('a quotation mark that never closes does not lose the rows before it', async () => {
    await make('a.jpg');
    const { rows, problems } = await read('file,labels\na.jpg,tree\nb.jpg,"road\nc.jpg,tree\n');
    expect(rows).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message.english).toContain('quotation mark');
  });

  test.each([
    ['no header', 'a.jpg,tree\n'],
    ['another header', 'name,tags\n'],
    ['nothing', ''],
    ['only blank lines', '\n\n'],
  ])('%s is refused', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('"file,labels"'),
    });
  });

  test('other encodings and missing files are refused with a sentence', async () => {
    await expect(read(Buffer.from('file,labels\nä.jpg,x\n', 'latin1'))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('UTF-8'),
    });
    await expect(readLabelsCsv(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(readLabelsCsv(folder)).rejects.toMatchObject({ code: 'no-access' });
  });
});

const data = resolve(import.meta.dirname, '../../../../shared/data');

describe.skipIf(!existsSync(data))('the measuring sets (../shared/data; skipped where it is absent)', () => {
  test.each([
    ['ucm-multilabel', 2100, 17],
    ['voc2012-animals', 2045, 19],
    ['coco256', 256, 76],
  ])('%s is read whole', async (name, photos, labels) => {
    const { rows, problems } = await readLabelsCsv(join(data, name, 'labels.csv'));
    expect(problems).toEqual([]);
    expect(rows.length).toBe(photos);
    expect(new Set(rows.flatMap((row) => row.labels)).size).toBe(labels);
    expect(rows.every((row) => row.split !== null)).toBe(true);
  });
});
