import { expect, test } from 'vitest';
import { replaceSection } from '../../../scripts/accuracy/sections.ts';

const order = ['first', 'second'];

test('a section is put in its place, and the others stay', () => {
  const one = replaceSection('', order, { id: 'second', title: 'Second' }, 'two');
  const both = replaceSection(one, order, { id: 'first', title: 'First' }, 'one');
  const anew = replaceSection(both, order, { id: 'second', title: 'Second' }, 'zwei');
  expect(both.indexOf('## First\n\none')).toBeGreaterThan(0);
  expect(both.indexOf('## Second\n\ntwo')).toBeGreaterThan(both.indexOf('## First'));
  expect(anew).toBe(both.replace('two', 'zwei'));
});

test('sections of studies that are no more go', () => {
  const old = replaceSection('', ['gone'], { id: 'gone', title: 'Gone' }, 'text');
  expect(replaceSection(old, order, { id: 'first', title: 'First' }, 'one')).not.toContain('Gone');
});
