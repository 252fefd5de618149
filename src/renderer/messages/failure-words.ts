/** What a person is told of a failure in one sentence, in the language of the window. */

import type { FailureData } from '../../shared/errors.ts';
import { said } from './said.ts';
import { text } from './text.ts';

/** What an expected failure says of itself; an unexpected one is only called so, its words are for the log. */
export function failureWords({ code, message }: Pick<FailureData, 'code' | 'message'>): string {
  return code === 'internal' ? text().shell.failures.unexpected : said(message);
}
