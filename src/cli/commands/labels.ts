/** tagwright labels list|add|rename|merge|delete */

import type { Command } from 'commander';
import type { LabelCount } from '../../shared/label.ts';
import { findLabel } from '../find-label.ts';
import { addGroup } from '../group.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { count, counted, table } from '../print.ts';
import { withLibrary } from '../session.ts';

interface Look {
  parent?: string;
  color?: string;
  shortcut?: string;
}

const EXAMPLES = `
Examples:
  tagwright labels list
  tagwright labels add beach --parent places --color "#3366cc" --shortcut b
  tagwright labels rename beech beach
  tagwright labels merge seaside beach`;

export function addLabelsCommand(program: Command): void {
  const labels = addGroup(program, 'labels', 'list, add, rename, merge and delete labels', EXAMPLES);
  labels
    .command('list')
    .description('Lists the labels, with the photos known to have them and known not to.')
    .action((_: object, command: Command) => perform(command, listLabels));
  labels
    .command('add')
    .description('Adds a label. (tagwright tag PHOTO +NAME adds one by itself.)')
    .argument('<name>')
    .option('--parent <name>', 'the label it belongs under')
    .option('--color <color>', 'such as "#3366cc"')
    .option('--shortcut <key>', 'one character')
    .action((name: string, look: Look, command: Command) =>
      perform(command, (invocation) => addLabel(invocation, name, look)),
    );
  labels
    .command('rename')
    .description('Gives a label another name; photos and models follow.')
    .argument('<old>')
    .argument('<new>')
    .action((from: string, to: string, _: object, command: Command) =>
      perform(command, (invocation) => renameLabel(invocation, from, to)),
    );
  labels
    .command('merge')
    .description('Makes one label of two: FROM goes, and its photos have INTO instead.')
    .argument('<from>')
    .argument('<into>')
    .action((from: string, into: string, _: object, command: Command) =>
      perform(command, (invocation) => mergeLabels(invocation, from, into)),
    );
  labels
    .command('delete')
    .description('Deletes a label, with everything that was said of it. Labels under it move up.')
    .argument('<name>')
    .action((name: string, _: object, command: Command) =>
      perform(command, (invocation) => deleteLabel(invocation, name)),
    );
}

function listLabels(invocation: Invocation): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const labels = app.listLabels();
    return { document: { labels }, lines: labelLines(labels) };
  });
}

function labelLines(labels: LabelCount[]): string[] {
  if (labels.length === 0) return ['There are no labels yet. Add one: tagwright tag PHOTO +LABEL'];
  const nameOf = new Map(labels.map((label) => [label.id, label.name]));
  const withParents = labels.some((label) => label.parentId !== null);
  const withKeys = labels.some((label) => label.shortcut !== null);
  return table(
    [
      { title: 'Label' },
      { title: 'Has it', isNumber: true },
      { title: 'Has it not', isNumber: true },
      ...(withParents ? [{ title: 'Under' }] : []),
      ...(withKeys ? [{ title: 'Key' }] : []),
    ],
    labels.map(({ name, presentCount, absentCount, parentId, shortcut }) => [
      name,
      count(presentCount),
      count(absentCount),
      ...(withParents ? [parentId === null ? '' : nameOf.get(parentId)!] : []),
      ...(withKeys ? [shortcut ?? ''] : []),
    ]),
  );
}

function addLabel(invocation: Invocation, name: string, look: Look): Promise<Outcome> {
  return withLibrary(invocation, true, ({ app }) => {
    const id = app.library.labels.add({
      name,
      parentId: look.parent === undefined ? null : findLabel(app, look.parent).id,
      color: look.color ?? null,
      shortcut: look.shortcut ?? null,
    });
    const label = app.library.labels.get(id)!;
    return { document: { label }, lines: [`Added the label “${label.name}”.`] };
  });
}

function renameLabel(invocation: Invocation, from: string, to: string): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const before = findLabel(app, from);
    app.library.labels.rename(before.id, to);
    const label = app.library.labels.get(before.id)!;
    return { document: { label }, lines: [`“${before.name}” is “${label.name}” now.`] };
  });
}

function mergeLabels(invocation: Invocation, from: string, into: string): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const source = findLabel(app, from);
    const target = findLabel(app, into);
    app.library.labels.merge(source.id, target.id);
    const label = app.listLabels().find((each) => each.id === target.id)!;
    return {
      document: { merged: source.name, label },
      lines: [
        `“${source.name}” is merged into “${label.name}”, which ${counted(label.presentCount, 'photo')} ${label.presentCount === 1 ? 'has' : 'have'} now.`,
      ],
    };
  });
}

function deleteLabel(invocation: Invocation, name: string): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const { id } = findLabel(app, name);
    const label = app.listLabels().find((each) => each.id === id)!;
    app.library.labels.delete(id);
    return {
      document: { deleted: label },
      lines: [`Deleted the label “${label.name}”; ${counted(label.presentCount, 'photo')} had it.`],
    };
  });
}
