/** The languages Tagwright speaks. */

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/**
 * The language to speak.
 *
 * chosen  the setting
 * system  the system's languages, most wanted first: "de-AT"; read for 'system' only
 */
export function languageFor(chosen: Language | 'system', system: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of system) {
    const known = languages.find((language) => tag.split(/[-_]/, 1)[0]!.toLowerCase() === language);
    if (known) return known;
  }
  return 'en';
}
