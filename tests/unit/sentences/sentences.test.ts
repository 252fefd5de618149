import { expect, test } from 'vitest';
import { AppError, fromFailure, toFailure } from '../../../src/shared/errors.ts';
import { languageFor } from '../../../src/shared/language.ts';
import { say } from '../../../src/shared/sentences/say.ts';
import { sentenceIn } from '../../../src/shared/sentences/sentence-in.ts';
import { verbatim, type Sentence } from '../../../src/shared/sentences/sentence.ts';

test('a sentence is read in either language, numbers written as each does', () => {
  const said = say('library.checkThumbnailsGone', { photos: 12_345 });
  expect(said.english).toMatch(/^12,345 thumbnails are missing/);
  expect(sentenceIn('en', said)).toBe(said.english);
  expect(sentenceIn('de', said)).toMatch(/^12\.345 Vorschaubilder fehlen/);
  expect(sentenceIn('de', say('notes.readingPhotos'))).toBe('Liest Fotos');
});

test('a sentence inside another one is read in the same language', () => {
  const said = say('jobs.libraryBusyWith', { job: say('jobTitles.train') });
  expect(said.english).toContain('(Training)');
  expect(sentenceIn('de', said)).toContain('(Trainieren)');
});

test('an error says its sentence in English, and carries it over a process border', () => {
  const error = new AppError('unreadable-photo', say('images.empty', { name: 'a.jpg' }));
  expect(error.message).toBe('“a.jpg” is empty; copy it again from where it came from.');
  const arrived = fromFailure(structuredClone(toFailure(error)));
  expect(arrived).toMatchObject({ code: 'unreadable-photo', message: error.message });
  expect(sentenceIn('de', arrived.sentence)).toMatch(/^„a\.jpg“ ist leer/);
});

test('what this version does not know stays in the English it came with', () => {
  const english = 'The moon is full.';
  const odd: Sentence[] = [
    verbatim(english),
    { english, key: 'moon.full' },
    { english, key: 'images.moon' },
    { english, key: 'images' },
    { english, key: 'constructor.name' },
    { english, key: 'images.toString' },
    { english, key: 'images.empty' },
    { english, key: 'images.empty', values: { path: '/a.jpg' } },
    { english, key: 'images.tooLarge', values: { name: 'a', sizeBytes: 'many', limitBytes: null } },
  ];
  expect(odd.slice(0, -1).map((sentence) => sentenceIn('de', sentence))).toEqual(
    odd.slice(0, -1).map(() => english),
  );
  expect(() => sentenceIn('de', odd.at(-1)!)).not.toThrow();
});

test('the system’s language is spoken when none is chosen', () => {
  expect(languageFor('system', ['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(languageFor('system', ['en-US', 'de'])).toBe('en');
  expect(languageFor('system', ['fr-FR', 'den'])).toBe('en');
  expect(languageFor('de', ['en'])).toBe('de');
});
