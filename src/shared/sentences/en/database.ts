/** The library's file. */

import { count } from './numbers.ts';

interface InFile {
  file: string;
}

export const database = {
  notThere: ({ file }: InFile) => `There is no library at ${file}.`,
  notOurs: ({ file }: InFile) => `${file} is a database, but not of a Tagwright library.`,
  fromOlder: ({ file }: InFile) =>
    `The library ${file} is from an older Tagwright. Open it once for writing to bring it up to date.`,
  fromNewer: ({ file, format, known }: InFile & { format: number; known: number }) =>
    `The library ${file} was written by a newer Tagwright (format ${format}, this one knows ${known}). Update Tagwright to open it.`,
  cannotMigrate: ({ file, format, rows }: InFile & { format: number; rows: number }) =>
    `The library ${file} cannot be brought to format ${format}: ${count(rows)} rows point to nothing. It was left as it was; restore it from a backup.`,
  damaged: ({ file }: InFile) =>
    `The library file ${file} is damaged or is not a library. Restore it from a backup.`,
  damagedBecause: ({ file, reason }: InFile & { reason: string }) =>
    `The library file ${file} is damaged (${reason}). Restore it from a backup.`,
  diskFull: ({ file }: InFile) => `The disk with ${file} is full. Free some space and try again.`,
  notWritable: ({ file }: InFile) => `The library file ${file} cannot be written to.`,
  notOpenable: ({ file }: InFile) => `The library file ${file} cannot be opened.`,
  busy: ({ file }: InFile) => `Another program is using the library file ${file}. Try again in a moment.`,
  backupOverItself: ({ file }: InFile) => `A backup cannot replace the library itself: ${file}.`,

  embeddingLength: ({ photoId }: { photoId: number }) =>
    `The stored embedding of photo ${photoId} has the wrong length. Check the library.`,
  scoresLength: ({ photoId }: { photoId: number }) =>
    `The stored scores of photo ${photoId} have the wrong length. Check the library.`,
  danglingRow: ({ table, row, parent }: { table: string; row: number | null; parent: string }) =>
    `A row of ${table} (${row ?? 'no row number'}) points to a ${parent} that is gone.`,
  noSuchFileWrite: ({ id }: { id: number }) => `There is no file write with the number ${id}.`,
};
