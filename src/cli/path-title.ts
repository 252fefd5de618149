/** "~/Pictures", "a.jpg and 11 more": paths in the title of a job. */
export function pathTitle(paths: string[]): string {
  const [first = '', ...rest] = paths;
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}
