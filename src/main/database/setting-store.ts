import type { LibraryDatabase } from './library-database.ts';

/** Settings of one library: any JSON by key. Readers check what they get. */
export function createSettingStore(db: LibraryDatabase) {
  const byKey = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const put = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const drop = db.prepare<[string]>('DELETE FROM setting WHERE key = ?');

  return {
    /** The stored JSON value; undefined when the key was never set. */
    get(key: string): unknown {
      const text = byKey.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },

    /** undefined removes the key. */
    set(key: string, value: unknown): void {
      if (value === undefined) drop.run(key);
      else put.run(key, JSON.stringify(value));
    },
  };
}

export type SettingStore = ReturnType<typeof createSettingStore>;
