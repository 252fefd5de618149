/** Labels: their names, colours, shortcuts and places. */

interface Named {
  name: string;
}

export const labels = {
  nameMissing: 'A label needs a name.',
  nameTooLong: ({ most, start }: { most: number; start: string }) =>
    `A label's name has at most ${most} characters: “${start}…”.`,
  nameSeparator: ({ name, separator }: Named & { separator: string }) =>
    `A label's name cannot contain “${separator}”: “${name}”.`,
  nameControl: ({ name }: Named) =>
    `A label's name cannot contain line breaks or control characters: ${name}.`,
  noSuchLabel: ({ id }: { id: number }) => `There is no label with the number ${id}.`,
  askedTwice: 'A label was asked for twice.',
  notAColor: ({ color }: { color: string }) => `A color is written like “#3366cc”, not “${color}”.`,
  notAShortcut: ({ shortcut }: { shortcut: string }) => `A shortcut is one character, not “${shortcut}”.`,
  shortcutTaken: ({ shortcut, name }: Named & { shortcut: string }) =>
    `The shortcut “${shortcut}” belongs to the label “${name}”.`,
  taken: ({ name }: Named) => `There is a label “${name}” already.`,
  takenSoMerge: ({ name, old }: Named & { old: string }) =>
    `There is a label “${name}” already. To make one of both, merge “${old}” into “${name}”.`,
  underItself: ({ name, parent }: Named & { parent: string }) =>
    `“${name}” cannot be placed under “${parent}”, which is the label itself or lies below it.`,
  intoItself: ({ name }: Named) => `“${name}” cannot be merged into itself.`,
};
