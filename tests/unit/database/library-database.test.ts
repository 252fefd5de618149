import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../../src/shared/errors.ts';
import { backupDatabase } from '../../../src/main/database/backup.ts';
import { checkDatabase } from '../../../src/main/database/check.ts';
import { createEditStore, type EditId } from '../../../src/main/database/edit-store.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { APPLICATION_ID, latestVersion, migrate, migrations } from '../../../src/main/database/migrate.ts';
import { inTransaction } from '../../../src/main/database/transaction.ts';
import { addPhotos, hashOf, openTestLibrary, temporaryFolder } from './test-library.ts';

function codeOf(action: () => unknown): ErrorCode | null {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function schemaOf(db: Database.Database): unknown[] {
  return db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
}

const next = { version: latestVersion + 1, sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;' };

describe('opening a library', () => {
  test('makes a sound file with our settings', () => {
    const db = openLibraryDatabase(join(temporaryFolder(), 'library.sqlite'));
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('synchronous', { simple: true })).toBe(1);
    expect(db.pragma('busy_timeout', { simple: true })).toBe(5000);
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(db.pragma('user_version', { simple: true })).toBe(latestVersion);
    expect(checkDatabase(db)).toEqual([]);
    db.close();
  });

  test('has only STRICT tables', () => {
    const { db } = openTestLibrary();
    const tables = db.pragma('table_list') as { name: string; strict: number; schema: string }[];
    const ours = tables.filter((table) => table.schema === 'main' && !table.name.startsWith('sqlite_'));
    expect(ours.length).toBe(22);
    expect(ours.filter((table) => table.strict !== 1)).toEqual([]);
  });

  test('every reference is found through an index, so that a deletion does not read whole tables', () => {
    const { db } = openTestLibrary();
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all() as string[];
    const slow: string[] = [];
    for (const table of tables)
      for (const key of db.pragma(`foreign_key_list(${table})`) as {
        id: number;
        seq: number;
        from: string;
      }[]) {
        if (key.seq > 0) continue;
        const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM ${table} WHERE ${key.from} = 1`).all();
        if (plan.some((step) => /^SCAN/.test((step as { detail: string }).detail)))
          slow.push(`${table}.${key.from}`);
      }
    expect(slow).toEqual([]);
  });

  test('opening twice migrates once and keeps what is there', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const first = openTestLibrary(file);
    addPhotos(first, 3);
    const schema = schemaOf(first.db);
    const second = openTestLibrary(file);
    expect(second.photos.counts().photos).toBe(3);
    expect(schemaOf(second.db)).toEqual(schema);
    expect(readdirSync(join(file, '..'))).not.toContain('backups');
  });

  test('the released migrations are frozen', () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
    const digests = migrations.map(({ sql }) => createHash('sha256').update(sql).digest('hex'));
    expect(digests).toEqual([
      '665ed24d1d21834bf62eb53b045e7026218d67ec27caab30e35c635f52e89c76',
      'f9d32602c1f9a55e969b2ed86fca1735ebd8d8285171b5a3c230bbda91d36f6b',
      'b9c84d5a268e328c4552a104824988deb37b5f9291ef780be923cfbce565458d',
      'dc5f381429d684f22c6924f93637458131402d4677955d793c9aa30fc6b4ab36',
      'fd6848520121d25db8f0c29ffed695af2fc4f9ce14b52e1a8fb941458175bba8',
      'd83612da6627567b555e68e0e23689c32ee855ca6331f0cbb269dc7d4459afae',
      '758b58c14ae1194a83c5e9a59bb81e0f5622e654cb542eeddb5d37e9384da7b1',
    ]);
  });

  test('a fresh file and one migrated step by step have the same schema', () => {
    const all = [...migrations, next];
    const fresh = new Database(':memory:');
    migrate(fresh, all);
    const stepwise = new Database(':memory:');
    for (const count of all.keys()) migrate(stepwise, all.slice(0, count + 1));
    expect(schemaOf(stepwise)).toEqual(schemaOf(fresh));
    expect(schemaOf(fresh)).not.toEqual([]);
  });

  test('a journal of edits from before confirmations can still be undone', () => {
    const db = new Database(':memory:');
    migrate(db, migrations.slice(0, 3));
    db.exec(`INSERT INTO photo (id, content_hash, width, height, format, added_at)
      VALUES (1, '${hashOf(1)}', 4, 3, 'jpeg', 0);
      INSERT INTO label (id, name, name_key) VALUES (2, 'beach', 'beach');
      INSERT INTO annotation VALUES (1, 2, 'present', 'human', NULL, NULL, 5);
      INSERT INTO edit VALUES (7, 'set', 2, 'present', 1, 0, 5);
      INSERT INTO edit_annotation (edit_id, photo_id, label_id, after_value, after_source, after_at)
      VALUES (7, 1, 2, 'present', 'human', 5);`);
    db.pragma('foreign_keys = ON');
    migrate(db);
    const edits = createEditStore(db);
    expect(edits.nextToUndo()).toMatchObject({ id: 7, kind: 'set', labelName: 'beach', photos: 1 });
    edits.apply(7 as EditId, 'undo');
    expect(db.prepare('SELECT count(*) FROM annotation').pluck().get()).toBe(0);
    db.exec('DELETE FROM edit');
    expect(db.prepare('SELECT count(*) FROM edit_annotation').pluck().get()).toBe(0);
  });

  test('a migration leaves a copy of the library as it was', () => {
    const folder = temporaryFolder();
    const library = openTestLibrary(join(folder, 'library.sqlite'));
    addPhotos(library, 2);
    migrate(library.db, [...migrations, next]);
    expect(library.db.pragma('user_version', { simple: true })).toBe(next.version);
    expect(library.photos.counts().photos).toBe(2);
    const backups = readdirSync(join(folder, 'backups'));
    expect(backups).toEqual([expect.stringMatching(/^library-v\d+-\d{4}-\d\d-\d\dT[\d-]+Z\.sqlite$/)]);
    const copy = openTestLibrary(join(folder, 'backups', backups[0]!));
    expect(copy.db.pragma('user_version', { simple: true })).toBe(latestVersion);
    expect(copy.photos.counts().photos).toBe(2);
  });

  test('a migration that fails changes nothing', () => {
    const { db } = openTestLibrary(join(temporaryFolder(), 'library.sqlite'));
    const schema = schemaOf(db);
    const broken = { version: next.version, sql: `${next.sql} CREATE TABLE later (id INTEGER) STRICT;` };
    expect(() => migrate(db, [...migrations, broken])).toThrow(/already exists/);
    expect(db.pragma('user_version', { simple: true })).toBe(latestVersion);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(schemaOf(db)).toEqual(schema);
  });

  test('a migration that would break references is refused', () => {
    const library = openTestLibrary(join(temporaryFolder(), 'library.sqlite'));
    addPhotos(library, 1);
    const careless = { version: next.version, sql: 'DELETE FROM photo;' };
    expect(codeOf(() => migrate(library.db, [...migrations, careless]))).toBe('damaged');
    expect(library.photos.counts().photos).toBe(1);
  });

  test('a library of a newer Tagwright is refused, also read-only, and left alone', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const db = openLibraryDatabase(file);
    db.pragma(`user_version = ${latestVersion + 1}`);
    db.close();
    expect(codeOf(() => openLibraryDatabase(file))).toBe('newer-library');
    expect(codeOf(() => openLibraryDatabase(file, { readonly: true }))).toBe('newer-library');
    expect(() => openLibraryDatabase(file)).toThrow(/written by a newer Tagwright/);
  });

  test('what is not SQLite is refused and left alone', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const text = 'Dear diary, '.repeat(1000);
    writeFileSync(file, text);
    expect(codeOf(() => openLibraryDatabase(file))).toBe('damaged');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('a database of another program is refused and left alone', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const other = new Database(file);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(codeOf(() => openLibraryDatabase(file))).toBe('damaged');
    expect(readFileSync(file)).toEqual(before);
  });

  test('a file cut off in its schema is refused', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const db = openLibraryDatabase(file);
    db.close();
    truncateSync(file, 9000);
    expect(codeOf(() => openLibraryDatabase(file))).toBe('damaged');
  });

  test('read-only: no file, no library; and no writing', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    expect(codeOf(() => openLibraryDatabase(file, { readonly: true }))).toBe('not-found');
    addPhotos(openTestLibrary(file), 1);
    const reader = openTestLibraryReadonly(file);
    expect(reader.prepare('SELECT count(*) FROM photo').pluck().get()).toBe(1);
    expect(codeOf(() => inTransaction(reader, () => reader.exec('DELETE FROM photo')))).toBe('no-access');
  });

  test('read-only, an older library is not migrated but refused', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const db = openLibraryDatabase(file);
    db.pragma(`user_version = ${latestVersion - 1}`);
    db.close();
    expect(codeOf(() => openLibraryDatabase(file, { readonly: true }))).toBe('conflict');
  });

  test('a folder in place of the file, or a missing folder, is a sentence', () => {
    const folder = temporaryFolder();
    expect(codeOf(() => openLibraryDatabase(folder))).toBe('no-access');
    expect(codeOf(() => openLibraryDatabase(join(folder, 'none', 'library.sqlite')))).toBe('not-found');
  });
});

function openTestLibraryReadonly(file: string): Database.Database {
  return openLibraryDatabase(file, { readonly: true });
}

describe('transactions', () => {
  test('happen wholly or not at all, nested ones alone', () => {
    const library = openTestLibrary();
    expect(() =>
      inTransaction(library.db, () => {
        addPhotos(library, 2);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(library.photos.allIds()).toEqual([]);

    inTransaction(library.db, () => {
      library.labels.add({ name: 'kept' });
      expect(() =>
        inTransaction(library.db, () => {
          library.labels.add({ name: 'dropped' });
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(library.labels.list().map((label) => label.name)).toEqual(['kept']);
  });
});

describe('backup and check', () => {
  test('a backup is a library of its own, taken while the original is in use', async () => {
    const folder = temporaryFolder();
    const library = openTestLibrary(join(folder, 'library.sqlite'));
    addPhotos(library, 5);
    const target = join(folder, 'copies', 'today.sqlite');
    await backupDatabase(library.db, target);
    await backupDatabase(library.db, target);
    library.photos.insertPhoto({
      ...library.photos.get(library.photos.allIds())[0]!,
      contentHash: 'f'.repeat(64),
    });
    const copy = openTestLibrary(target);
    expect(copy.photos.counts().photos).toBe(5);
    expect(checkDatabase(copy.db)).toEqual([]);
    expect(readdirSync(join(folder, 'copies')).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('a backup never replaces the library', async () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    const { db } = openTestLibrary(file);
    await expect(backupDatabase(db, file)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('a failed backup leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const { db } = openTestLibrary(join(folder, 'library.sqlite'));
    writeFileSync(join(folder, 'file'), '');
    await expect(backupDatabase(db, join(folder, 'file', 'copy.sqlite'))).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('the check finds rows that point to nothing, and damaged pages', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'library.sqlite');
    const library = openTestLibrary(file);
    addPhotos(library, 400);
    library.db.pragma('foreign_keys = OFF');
    library.db.exec('DELETE FROM photo WHERE id = 3');
    expect(checkDatabase(library.db)).toMatchObject([
      { english: expect.stringContaining('A row of photo_file') as string },
    ]);
    library.db.close();

    const bytes = readFileSync(file);
    bytes.fill(0x5a, bytes.length - 8192, bytes.length - 4096);
    writeFileSync(file, bytes);
    const damaged = new Database(file);
    expect(checkDatabase(damaged).length).toBeGreaterThan(0);
    damaged.close();
  });
});
