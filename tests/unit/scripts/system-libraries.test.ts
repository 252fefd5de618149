import { expect, test } from 'vitest';
import { missingRequirements, testRequirements } from '../../../scripts/launcher/system-libraries.ts';

const loaderCache = `4 libs found in cache \`/etc/ld.so.cache'
\tlibnss3.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnss3.so
\tlibgtk-3.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgtk-3.so.0
\tlibgbm.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgbm.so.1
\tlibasound.so.2 (libc6,x86-64) => /lib/x86_64-linux-gnu/libasound.so.2
`;
const names = (cache: string, programs: string[]) =>
  missingRequirements(testRequirements, cache, (name) => programs.includes(name)).map(({ name }) => name);

test('misses nothing where everything is', () => {
  expect(names(loaderCache, ['Xvfb'])).toEqual([]);
});

test('names what the loader does not know and what is not on the PATH', () => {
  expect(names(loaderCache.replace('libgbm.so.1 ', 'libgbm.so.10 '), [])).toEqual(['libgbm.so.1', 'Xvfb']);
});

test('misses everything where the loader says nothing', () => {
  expect(names('', [])).toHaveLength(testRequirements.length);
});
