import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openOutputsFile } from '../../../src/main/engine/outputs-file.ts';

const FINGERPRINT = 'a'.repeat(64);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagwright-outputs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function writeThree(): void {
  const file = openOutputsFile(folder, 2, FINGERPRINT);
  for (const photo of [0, 1, 2]) file.write(photo, Uint8Array.of(photo, 10 * photo));
  file.keep([0, 2]);
  file.close();
}

test('what was kept is found again, with its records', () => {
  writeThree();
  // half a number: the process ended while it was written
  appendFileSync(join(folder, 'outputs-kept.bin'), Uint8Array.of(1, 0));
  const file = openOutputsFile(folder, 2, FINGERPRINT);
  expect([...file.kept]).toEqual([0, 2]);
  const record = new Uint8Array(2);
  file.read(2, record);
  expect([...record]).toEqual([2, 20]);
  expect(() => file.read(3, record)).toThrow(/no record 3/);
  file.close();
});

test('records of something else are begun anew', () => {
  writeThree();
  const other = openOutputsFile(folder, 2, 'b'.repeat(64));
  expect(other.kept.size).toBe(0);
  expect(() => other.read(0, new Uint8Array(2))).toThrow(/has no record 0/);
  other.close();
});
