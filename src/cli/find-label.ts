/** Labels by the names people type. */

import { AppError } from '../shared/errors.ts';
import type { Label } from '../shared/label.ts';
import type { App } from '../main/app.ts';
import { didYouMean } from '../main/tagging/near-names.ts';

/** A label of the library, without regard to case. Throws AppError 'not-found', with near names. */
export function findLabel({ library, listLabels }: App, name: string): Label {
  const label = library.labels.findByName(name);
  if (label !== null) return label;
  const names = listLabels().map((each) => each.name);
  throw new AppError(
    'not-found',
    `There is no label “${name}”.${didYouMean(name, names) || ' See: tagwright labels list'}`,
  );
}
