/** Labels by the names people type. */

import { AppError } from '../shared/errors.ts';
import type { Label } from '../shared/label.ts';
import { say } from '../shared/sentences/say.ts';
import type { App } from '../main/app.ts';
import { nearNames } from '../main/tagging/near-names.ts';

/** A label of the library, without regard to case. Throws AppError 'not-found', with near names. */
export function findLabel({ library, listLabels }: App, name: string): Label {
  const label = library.labels.findByName(name);
  if (label !== null) return label;
  const names = listLabels().map((each) => each.name);
  throw new AppError('not-found', say('tagging.noSuchLabel', { name, near: nearNames(name, names) }));
}
