import { describe, expect, test } from 'vitest';
import { changeKeywords } from '../../../src/main/sidecars/change-keywords.ts';
import { readKeywords } from '../../../src/main/sidecars/read-keywords.ts';

const word = (name: string, ...parents: string[]) => ({ name, parents });
const add = (xml: string | null, ...paths: ReturnType<typeof word>[]) =>
  changeKeywords(xml, { add: paths, remove: [] });
const remove = (xml: string, ...paths: ReturnType<typeof word>[]) =>
  changeKeywords(xml, { add: [], remove: paths });

const namespaces =
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"';
const wrap = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${namespaces}>${inside}</rdf:RDF></x:xmpmeta>`;
const describeWith = (inside: string) => wrap(`<rdf:Description rdf:about="">${inside}</rdf:Description>`);

describe('a new sidecar', () => {
  test('is readable and complete', () => {
    const xml = add(null, word('beach'), word('tern', 'animal', 'bird'));
    expect(readKeywords(xml)).toEqual({
      subjects: ['beach', 'tern'],
      hierarchical: ['beach', 'animal|bird|tern'],
      tagsList: [],
    });
    expect(xml).toContain('<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>');
    expect(xml).toContain('<?xpacket end="w"?>');
  });

  test('has no hierarchy when no label has a parent', () => {
    expect(add(null, word('beach'))).not.toContain('hierarchicalSubject');
  });
});

describe('fields that are there', () => {
  test('a Seq stays a Seq', () => {
    const xml = describeWith('<dc:subject><rdf:Seq><rdf:li>one</rdf:li></rdf:Seq></dc:subject>');
    expect(add(xml, word('two'))).toBe(
      describeWith('<dc:subject><rdf:Seq><rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Seq></dc:subject>'),
    );
  });

  test('the hierarchy and digiKam get words without parents too, once they exist', () => {
    const xml = describeWith(
      '<lr:hierarchicalSubject><rdf:Bag/></lr:hierarchicalSubject>' +
        '<digiKam:TagsList><rdf:Seq><rdf:li>old</rdf:li></rdf:Seq></digiKam:TagsList>',
    );
    const changed = add(xml, word('beach'), word('a/b', 'p'));
    expect(readKeywords(changed)).toEqual({
      subjects: ['beach', 'a/b'],
      hierarchical: ['beach', 'p|a/b'],
      tagsList: ['old', 'beach', 'p/a|b'],
    });
  });

  test('plain text and attributes become lists that keep their word', () => {
    const plain = describeWith('<dc:subject>one</dc:subject>');
    expect(readKeywords(add(plain, word('two'))).subjects).toEqual(['one', 'two']);
    const attribute = wrap(`<rdf:Description rdf:about="" dc:subject='one &amp; only' dc:title="kept"/>`);
    const changed = add(attribute, word('two'));
    expect(readKeywords(changed).subjects).toEqual(['one & only', 'two']);
    expect(changed).toContain('dc:title="kept"');
    expect(readKeywords(remove(attribute, word('One & Only'))).subjects).toEqual([]);
  });

  test('the same word in another case or Unicode form is there already', () => {
    const xml = describeWith('<dc:subject><rdf:Bag><rdf:li>Caf\u00e9</rdf:li></rdf:Bag></dc:subject>');
    expect(add(xml, word('cafe\u0301'))).toBe(xml);
  });

  test('a prefix that means something else is not used', () => {
    const xml =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="urn:other">' +
      '<rdf:Description rdf:about="" dc:subject="not ours"/></rdf:RDF>';
    const changed = add(xml, word('beach'));
    expect(readKeywords(changed).subjects).toEqual(['beach']);
    expect(changed).toContain('dc:subject="not ours"');
  });

  test('comments, CDATA and line ends stay', () => {
    const xml =
      '\uFEFF<?xpacket begin="" id="x"?>\r\n<!-- </rdf:Bag> -->\r\n' +
      `<rdf:RDF ${namespaces}>\r\n <rdf:Description rdf:about=""\r\n   dc:title='a > b'>\r\n` +
      '  <dc:subject>\r\n   <rdf:Bag>\r\n    <rdf:li><![CDATA[</rdf:li>]]></rdf:li>\r\n    <!-- </rdf:Bag> -->\r\n   </rdf:Bag>\r\n' +
      '  </dc:subject>\r\n </rdf:Description>\r\n</rdf:RDF>\r\n<?xpacket end="w"?>';
    const changed = add(xml, word('two'));
    expect(changed).toBe(xml.replace(']]></rdf:li>\r\n', ']]></rdf:li>\r\n    <rdf:li>two</rdf:li>\r\n'));
    expect(remove(changed, word('two'))).toBe(xml);
  });

  test('RDF without a description gets one, whatever its prefix', () => {
    for (const xml of [
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
      '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n</RDF>',
      '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:nodeID="a"/></r:RDF>',
    ])
      expect(readKeywords(add(xml, word('beach', 'p')))).toMatchObject({
        subjects: ['beach'],
        hierarchical: ['p|beach'],
      });
  });
});

describe('removing', () => {
  test('takes only the named words, in every field', () => {
    const xml = add(null, word('tern', 'bird'), word('beach'));
    const changed = changeKeywords(xml, {
      add: [word('sand')],
      remove: [word('TERN', 'bird'), word('sand')],
    });
    expect(readKeywords(changed)).toEqual({
      subjects: ['beach', 'sand'],
      hierarchical: ['beach', 'sand'],
      tagsList: [],
    });
  });

  test('what is not there changes nothing', () => {
    const xml = describeWith('<dc:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></dc:subject>');
    expect(remove(xml, word('two'))).toBe(xml);
  });
});

describe('what cannot be trusted', () => {
  test.each([
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${describeWith('')}`],
    ['broken XML', '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>'],
    ['an unknown entity', describeWith('&boom;')],
    ['no RDF', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'],
    ['nothing', ''],
    ['bytes that are no UTF-8', describeWith('\uFFFD')],
  ])('%s is refused and left alone', (_, xml) => {
    expect(() => add(xml, word('beach'))).toThrow(
      expect.objectContaining({ code: 'damaged', message: expect.stringContaining('left as it is') }),
    );
  });
});
