/** Reads a labels CSV: which photo has which labels, as a person or another program wrote it down. */

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { InfoRecord } from 'csv-parse';
import { AppError } from '../../shared/errors.ts';
import { LABEL_SEPARATOR } from '../../shared/label.ts';
import type { Split } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import { findListedFile } from './find-listed-file.ts';
import { unescapeFormula } from './formula-escape.ts';

export interface LabelsCsv {
  /** the CSV itself, absolute */
  file: string;
  /** in the order of the file; every photo once */
  rows: LabelsCsvRow[];
  problems: LabelsCsvProblem[];
}

export interface LabelsCsvRow {
  /** in the CSV, the header is line 1 */
  line: number;
  /** the photo, absolute; it was there when the CSV was read */
  file: string;
  /** NFC, trimmed, without repetitions; empty: the photo has none of the labels */
  labels: string[];
  split: Split | null;
}

/** A row that was left out. */
export interface LabelsCsvProblem {
  line: number;
  /** the file as the row names it, or the row itself */
  subject: string;
  /** begins with "Line N" */
  message: Sentence;
}

interface Columns {
  file: number;
  labels: number;
  /** −1 when there is none */
  split: number;
  count: number;
}

const ROWS_AT_ONCE = 64;
const CHUNK_BYTES = 65_536;

/**
 * Reads a CSV with the header `file,labels` and optionally `split` (train, val or validation, test), in any order,
 * separated by commas, or by semicolons or tabs as some spreadsheets do. Other columns are left aside.
 * Labels are separated by "|". A file is absolute, or relative to the CSV's folder or to the folder `images` in it.
 *
 * file     path of the CSV
 * returns  the rows whose photos are there, and one problem per row left out
 * throws   AppError 'not-found' or 'no-access' when the CSV cannot be read, 'invalid-input' when it is no such CSV
 */
export async function readLabelsCsv(file: string): Promise<LabelsCsv> {
  const path = resolve(file);
  const csv: LabelsCsv = { file: path, rows: [], problems: [] };
  const lineOfPhoto = new Map<string, number>();
  let columns: Columns | null = null;
  let waiting: Promise<LabelsCsvRow | LabelsCsvProblem>[] = [];

  const settle = async () => {
    for (const outcome of await Promise.all(waiting)) {
      if ('message' in outcome) {
        csv.problems.push(outcome);
        continue;
      }
      const first = lineOfPhoto.get(outcome.file);
      if (first === undefined) {
        lineOfPhoto.set(outcome.file, outcome.line);
        csv.rows.push(outcome);
      } else
        csv.problems.push({
          line: outcome.line,
          subject: outcome.file,
          message: say('labelsCsv.twice', { line: outcome.line, file: outcome.file, first }),
        });
    }
    waiting = [];
  };

  for await (const { cells, line } of readRecords(path, await readText(path), csv.problems)) {
    if (columns === null) columns = readHeader(path, cells);
    else waiting.push(readRow(path, columns, cells, line));
    if (waiting.length >= ROWS_AT_ONCE) await settle();
  }
  await settle();
  if (columns === null) throw noHeader(path);
  csv.problems.sort((one, other) => one.line - other.line);
  return csv;
}

async function* readRecords(
  path: string,
  text: string,
  problems: LabelsCsvProblem[],
): AsyncGenerator<{ cells: string[]; line: number }> {
  const onSkip = (error: { code: string; lines?: number; message: string } | undefined): undefined => {
    const line = Number(error?.lines ?? 0);
    const isQuote = error?.code === 'CSV_QUOTE_NOT_CLOSED';
    const message = say(isQuote ? 'labelsCsv.quoteNotClosed' : 'labelsCsv.notARow', { line });
    problems.push({ line, subject: path, message });
    return undefined;
  };
  const parser = parse({
    delimiter: chooseDelimiter(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: onSkip,
  });
  const bytes = Buffer.from(text);
  // The parser works through a chunk in one go: small chunks leave time for everything else.
  Readable.from(slices(bytes)).pipe(parser);
  const lineAfter = createLineCounter(bytes);
  for await (const item of parser) {
    const { record, info } = item as { record: string[]; info: InfoRecord };
    const line = lineAfter(info.bytes);
    if (record.some((cell) => cell.trim() !== '')) yield { cells: record, line };
  }
}

/**
 * Tells on which line each record begins, given where it ends.
 * The parser's own count takes a CRLF between quotation marks for two lines.
 */
function createLineCounter(bytes: Buffer): (recordEnd: number) => number {
  const [lineFeed, carriageReturn] = [10, 13];
  let place = 0;
  let line = 1;
  const step = () => {
    if (bytes[place++] === lineFeed) line++;
  };
  return (recordEnd) => {
    while (bytes[place] === lineFeed || bytes[place] === carriageReturn) step();
    const first = line;
    while (place < recordEnd) step();
    return first;
  };
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    yield bytes.subarray(start, start + CHUNK_BYTES);
}

async function readRow(
  csvFile: string,
  columns: Columns,
  cells: string[],
  line: number,
): Promise<LabelsCsvRow | LabelsCsvProblem> {
  const name = cells[columns.file] ?? '';
  const leftOut = (message: Sentence): LabelsCsvProblem => ({
    line,
    subject: name === '' ? cells.join(',') : name,
    message,
  });
  if (cells.length > columns.count)
    return leftOut(
      say('labelsCsv.tooManyCells', {
        line,
        cells: cells.length,
        expected: columns.count,
        separator: LABEL_SEPARATOR,
      }),
    );
  if (cells.length <= Math.max(columns.file, columns.labels))
    return leftOut(say('labelsCsv.tooFewCells', { line }));
  if (name.trim() === '') return leftOut(say('labelsCsv.namesNoFile', { line }));
  const split = readSplit(columns.split < 0 ? '' : (cells[columns.split] ?? ''));
  if (split === undefined)
    return leftOut(say('labelsCsv.noSplit', { line, split: cells[columns.split] ?? '' }));
  const file = await findListedFile(dirname(csvFile), name);
  if (file === null) return leftOut(say('labelsCsv.noSuchFile', { line, file: name }));
  return { line, file, labels: readLabels(cells[columns.labels]!), split };
}

/** The labels of one cell, each once whatever its case. */
function readLabels(cell: string): string[] {
  const labels = new Map<string, string>();
  for (const part of unescapeFormula(cell).split(LABEL_SEPARATOR)) {
    const label = part.normalize('NFC').trim();
    const key = label.toLowerCase();
    if (label !== '' && !labels.has(key)) labels.set(key, label);
  }
  return [...labels.values()];
}

function readSplit(cell: string): Split | null | undefined {
  const word = cell.trim().toLowerCase();
  if (word === '') return null;
  if (word === 'train' || word === 'test') return word;
  return word === 'val' || word === 'validation' ? 'validation' : undefined;
}

function readHeader(path: string, cells: string[]): Columns {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const [file, labels, split] = ['file', 'labels', 'split'].map((name) => names.indexOf(name)) as [
    number,
    number,
    number,
  ];
  if (file < 0 || labels < 0) throw noHeader(path);
  return { file, labels, split, count: cells.length };
}

function noHeader(path: string): AppError {
  return new AppError('invalid-input', say('labelsCsv.noHeader', { path }));
}

/** What separates the cells of the header: a file name may well contain the other two. */
function chooseDelimiter(text: string): string {
  const header = text.trimStart().split(/\r?\n|\r/, 1)[0]!;
  return [',', ';', '\t'].find((delimiter) => header.includes(delimiter)) ?? ',';
}

async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new AppError('not-found', say('labelsCsv.notThere', { path }));
    throw new AppError('no-access', say('labelsCsv.readFailed', { path, reason: code ?? String(error) }), {
      cause: error,
    });
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError('invalid-input', say('labelsCsv.notUtf8', { path }), {
      cause: error,
    });
  }
}
