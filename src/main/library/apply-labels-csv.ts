/** Takes the labels of a CSV into the library. A photo listed there is fully tagged. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { Split } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { LabelsCsv } from './labels-csv.ts';
import type { Library } from './library.ts';

export interface LabelsReport {
  /** photos that got their labels */
  photos: number;
  labels: number;
  /** rows that were left out; each was told as a problem with its line number */
  problems: number;
}

/**
 * Applies every row whose photo is in the library.
 *
 * What a person said in Tagwright wins over the file; labels that an earlier import gave and the file no longer lists
 * are taken back. A split in the file wins over an earlier one.
 */
export function applyLabelsCsv(library: Library, csv: LabelsCsv, context: JobContext): LabelsReport {
  let problems = csv.problems.length;
  for (const problem of csv.problems)
    context.problem({
      subject: `${csv.file}:${problem.line}`,
      code: 'invalid-input',
      message: problem.message,
      isWarning: false,
    });

  const photoIdOf = library.photos.idsByPaths(csv.rows.map((row) => row.file));
  const applied = csv.rows.filter((row) => {
    if (photoIdOf.has(row.file)) return true;
    problems++;
    context.problem({
      subject: `${csv.file}:${row.line}`,
      code: 'not-found',
      message: say('labelsCsv.notInLibrary', { line: row.line, file: row.file }),
      isWarning: false,
    });
    return false;
  });

  inTransaction(library.database, () => {
    const names = [...new Set(applied.flatMap((row) => row.labels))];
    const labelIds = library.labels.ensure(names);
    const labelIdOf = new Map(names.map((name, index) => [name, labelIds[index]!]));
    const photosByLabel = new Map<LabelId, PhotoId[]>();
    const photosBySplit = new Map<Split, PhotoId[]>();
    for (const row of applied) {
      const photoId = photoIdOf.get(row.file)!;
      for (const name of row.labels) append(photosByLabel, labelIdOf.get(name)!, photoId);
      if (row.split !== null) append(photosBySplit, row.split, photoId);
    }
    const photoIds = applied.map((row) => photoIdOf.get(row.file)!);
    library.annotations.clearImported(photoIds);
    for (const [labelId, ids] of photosByLabel) library.annotations.setImported(ids, labelId, 'present');
    for (const [split, ids] of photosBySplit) library.photos.setSplit(ids, split);
    library.photos.setFullyTagged(photoIds, true);
  });
  return {
    photos: applied.length,
    labels: new Set(applied.flatMap((row) => row.labels)).size,
    problems,
  };
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
