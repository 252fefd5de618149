/** Reads the table of what a decoder should do with each odd file. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** 'either': decoding and refusing are both right, as long as there is an answer. */
export type Expectation = 'decode' | 'reject' | 'either';

export interface OddFile {
  /** below the folder, with forward slashes */
  file: string;
  expectation: Expectation;
  /** the size the table asks for; null when it names none */
  size: { width: number; height: number } | null;
}

export interface OddFiles {
  described: OddFile[];
  /** there, but without a row that can be read */
  undescribed: string[];
  /** described, but not there */
  missing: string[];
}

/** Lists every file below the folder beside what the table asks for it. */
export function readOddFiles(folder: string): OddFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== folder)
    .map((entry) => `${entry.parentPath.slice(folder.length + 1)}/${entry.name}`)
    .sort();
  const rows = readRows(folder, files);
  return {
    described: files.filter((file) => rows.has(file)).map((file) => describe(file, rows.get(file)!)),
    undescribed: files.filter((file) => !rows.has(file)),
    missing: [...rows.keys()].filter((file) => !files.includes(file)),
  };
}

/** File to its decoder_should column. */
function readRows(folder: string, files: string[]): Map<string, string> {
  const text = separateMergedRows(readFileSync(join(folder, 'MANIFEST.csv'), 'utf8'), files);
  const rows: string[][] = parse(text, { relax_column_count: true, from_line: 2 });
  const wanted = new Map<string, string>();
  let previous = '';
  for (const [file, , decoderShould] of rows) {
    previous = (decoderShould ?? '').replace(/^as above/, previous);
    wanted.set(file!, previous);
  }
  return wanted;
}

/**
 * In some lines of the table an error message swallowed the rest up to the next row's file name: “… cannot identify
 * image file 'name.jpg,what it is,…”. Where such a name is a file's, a row begins.
 */
function separateMergedRows(text: string, files: string[]): string {
  return text.replace(/cannot identify image file '([^',\n]+),/g, (whole, name: string) => {
    const file = files.find((candidate) => candidate.endsWith(`/${name}`));
    return file === undefined ? whole : `cannot identify image file\n${file},`;
  });
}

function describe(file: string, decoderShould: string): OddFile {
  const size = /(\d+)x(\d+)/.exec(decoderShould.replace(/\(.*\)/, ''));
  return {
    file,
    expectation: expectationOf(file, decoderShould),
    size: size ? { width: Number(size[1]), height: Number(size[2]) } : null,
  };
}

function expectationOf(file: string, decoderShould: string): Expectation {
  if (file.endsWith('.xmp')) return 'reject'; // keywords for other readers, but no picture
  if (/^decode if .* supported|^decode if the app has HEIC|^decode if an image/.test(decoderShould))
    return 'decode'; // all these formats are
  const mayDecode = /\b(decode|rasterise)\b/.test(decoderShould);
  const mayReject = /\b(reject|skip)\b/.test(decoderShould);
  if (mayDecode === mayReject) return 'either';
  return mayDecode ? 'decode' : 'reject';
}
