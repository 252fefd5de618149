import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIRST_STATE, readWindowState } from '../../../src/main/desktop/window-state.ts';

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagwright-window-'));
  file = join(folder, 'window-state.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function stored(state: unknown) {
  writeFileSync(file, typeof state === 'string' ? state : JSON.stringify(state));
  return readWindowState(file, screens);
}

test('begins with the first state', () => {
  expect(readWindowState(file, screens)).toEqual(FIRST_STATE);
});

test('takes up where the window was', () => {
  const state = { bounds: { x: 100, y: 50, width: 900, height: 700 }, isMaximized: true };
  expect(stored(state)).toEqual(state);
});

test.each([
  ['broken text', '{'],
  ['null', null],
  ['no bounds', { isMaximized: true }],
  ['a size that is no number', { bounds: { x: 0, y: 0, width: '900', height: 700 } }],
  ['a tiny window', { bounds: { x: 0, y: 0, width: 10, height: 10 } }],
  ['a screen that is gone', { bounds: { x: 2500, y: 0, width: 900, height: 700 } }],
  ['a title bar above the screen', { bounds: { x: 0, y: -500, width: 900, height: 700 } }],
])('does not trust %s', (_, state) => {
  expect(stored(state)).toEqual(FIRST_STATE);
});
