/** docs/accuracy.md as one section per study, between marks, so that one can be measured anew by itself. */

const introduction = `# Accuracy

Written by \`npm run accuracy\` (\`npm run accuracy -- NAME\` for one section); do not edit by hand. Test photos are never
trained or tuned on. Percentages; mAP is the mean over the labels of the average precision.`;

/**
 * The document with one study's section replaced or added.
 *
 * document  as it was; sections of studies that are in `order` are kept, all other text is written anew
 * order     ids of all studies, as the sections should follow each other
 */
export function replaceSection(
  document: string,
  order: readonly string[],
  study: { id: string; title: string },
  markdown: string,
): string {
  const sections = order.flatMap((id) => {
    if (id === study.id) return [`${begin(id)}\n\n## ${study.title}\n\n${markdown.trim()}\n\n${end(id)}`];
    const from = document.indexOf(begin(id));
    const to = document.indexOf(end(id));
    return from < 0 || to < from ? [] : [document.slice(from, to + end(id).length)];
  });
  return [introduction, ...sections].join('\n\n') + '\n';
}

const begin = (id: string): string => `<!-- begin ${id} -->`;
const end = (id: string): string => `<!-- end ${id} -->`;
