import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import type { Element } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { changeKeywords } from '../../../src/main/sidecars/change-keywords.ts';
import { readKeywords } from '../../../src/main/sidecars/read-keywords.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/data/odd-files/keywords');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xmp')) : [];

/** Every attribute and every piece of text, with its path: what other programs see of a sidecar. */
function statements(xml: string): string[] {
  const found: string[] = [];
  const visit = (element: Element, path: string) => {
    const here = `${path}/${element.namespaceURI} ${element.localName}`;
    for (let index = 0; index < element.attributes.length; index++) {
      const attribute = element.attributes.item(index)!;
      if (attribute.prefix !== 'xmlns') found.push(`${here}@${attribute.name}=${attribute.value}`);
    }
    for (let child = element.firstChild; child; child = child.nextSibling)
      if (child.nodeType === child.ELEMENT_NODE) visit(child as Element, here);
      else if (child.nodeValue?.trim()) found.push(`${here}=${child.nodeValue.trim()}`);
  };
  const body = xml.replace(/<\?[\s\S]*?\?>/g, '');
  visit(new DOMParser().parseFromString(body.trim(), 'application/xml').documentElement!, '');
  return found.sort();
}

describe.skipIf(names.length === 0)('sidecars of other programs (../shared/data)', () => {
  test('there are some', () => {
    expect(names.length).toBeGreaterThan(5);
  });

  test.each(names)('%s keeps all it said', (name) => {
    const xml = readFileSync(join(folder, name), 'utf8');
    const before = readKeywords(xml);
    const add = [
      { name: 'Möwe & <Co>', parents: ['Tiere', 'Vögel'] },
      { name: 'beach', parents: [] },
    ];
    const changed = changeKeywords(xml, { add, remove: [] });
    const after = readKeywords(changed);
    expect(after.subjects).toEqual([...before.subjects, 'Möwe & <Co>', 'beach']);
    expect(after.hierarchical).toContain('Tiere|Vögel|Möwe & <Co>');
    if (before.tagsList.length > 0)
      expect(after.tagsList).toEqual([...before.tagsList, 'Tiere/Vögel/Möwe & <Co>', 'beach']);
    else expect(after.tagsList).toEqual([]);

    const left = statements(changed);
    for (const statement of statements(xml)) {
      const place = left.indexOf(statement);
      expect(place, statement).toBeGreaterThanOrEqual(0);
      left.splice(place, 1);
    }
    expect(left.length).toBeLessThanOrEqual(2 * 5);
    expect(changeKeywords(changed, { add, remove: [] })).toBe(changed);
    const back = changeKeywords(changed, { add: [], remove: add });
    expect(statements(back)).toEqual(statements(xml));
  });

  test('keywords come out as their programs meant them', () => {
    const subjects = (name: string) => readKeywords(readFileSync(join(folder, name), 'utf8')).subjects;
    expect(subjects('digikam-example.xmp')).toEqual(['test3', 'test', 'test2']);
    expect(subjects('exiftool_XMP.xmp')).toEqual(['test1', '&-&amp;-&']);
    expect(subjects('exiftool_XMP2.xmp')).toEqual(['ExifTool', 'XMP', 'nodeID', 'test']);
    expect(subjects('iphone-export-2.xmp')).toEqual([
      'Keyword 1 Photos 7 åäöÅÄÖ',
      'Keyword 2 Photos 7 åäöÅÄÖ',
    ]);
  });
});

test.runIf(names.length === 0)('skipped: ../shared/data is not there', () => {
  expect(names).toEqual([]);
});
