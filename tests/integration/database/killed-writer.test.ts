import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDatabase } from '../../../src/main/database/check.ts';
import { createJobLock } from '../../../src/main/database/job-lock.ts';
import { openTestLibrary, temporaryFolder } from '../../unit/database/test-library.ts';
import { LAST_TRANSACTION, PHOTOS_PER_TRANSACTION } from './endless-writer.ts';

async function outputUntil(stream: NodeJS.ReadableStream, text: string): Promise<string> {
  let output = '';
  for await (const chunk of stream) {
    output += String(chunk);
    if (output.includes(text)) return output;
  }
  throw new Error(`The child ended without saying "${text}": ${output}`);
}

test('a process killed in mid-transaction leaves a sound library with everything committed before', async () => {
  const file = join(temporaryFolder(), 'library.sqlite');
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'endless-writer.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  await outputUntil(writer.stdout, 'in the middle');
  writer.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);

  const { db, photos, embeddings } = openTestLibrary(file);
  const committed = (LAST_TRANSACTION - 1) * PHOTOS_PER_TRANSACTION;
  expect(checkDatabase(db)).toEqual([]);
  expect(photos.counts()).toMatchObject({ photos: committed, files: committed });
  expect(embeddings.count('mobilenet-v2-1.0')).toBe(committed);
  const photoId = photos.insertPhoto({ ...photos.get(photos.allIds())[0]!, contentHash: 'e'.repeat(64) });
  expect(photos.findByHash('e'.repeat(64))).toBe(photoId);
});

test('the job lock of a killed process is free at once', async () => {
  const file = join(temporaryFolder(), 'library.sqlite');
  const { db } = openTestLibrary(file);
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(holder, 'exit');
  await outputUntil(holder.stdout, 'held');
  const lock = createJobLock(db);
  expect(lock.acquire()).toBe(false);
  holder.kill('SIGKILL');
  await exited;
  expect(lock.acquire()).toBe(true);
  lock.release();
});
