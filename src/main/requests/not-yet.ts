import { AppError } from '../../shared/errors.ts';

/** Placeholder while the branch is built; must be gone before it lands. */
export function notYet(name: string): never {
  throw new AppError('internal', `${name} is not built yet.`);
}
