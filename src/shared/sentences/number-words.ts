/** Numbers as a language writes them. */

import type { Language } from '../language.ts';

/** The writers of one language; number formats are costly to make and cheap to use. */
export function numberWords(language: Language) {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const exactly = (digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 20 });
  const byDigits = [0, 1, 2, 3, 4].map(exactly);
  const shares = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });

  return {
    /** 12345 → "12,345" */
    count: (value: number): string => whole.format(value),
    /** 0.0001 → "0.0001", with as many digits as it has */
    number: (value: number): string => plain.format(value),
    /** so many digits after the point, 0 to 4 */
    fixed: (value: number, digits: number): string => byDigits[digits]!.format(value),
    /** 0..1 → "97%", in German "97 %" */
    percent: (share: number): string => shares.format(share),
    /** bytes → "2.9 MB", of 1024 × 1024 bytes */
    megabytes: (sizeBytes: number): string => {
      const megabytes = sizeBytes / 1024 ** 2;
      return `${byDigits[megabytes < 10 ? 1 : 0]!.format(megabytes)} MB`;
    },
  };
}
