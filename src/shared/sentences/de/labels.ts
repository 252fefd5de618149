import type { Translation } from '../../translation.ts';
import type { labels as english } from '../en/labels.ts';

export const labels: Translation<typeof english> = {
  nameMissing: 'Ein Label braucht einen Namen.',
  nameTooLong: ({ most, start }) => `Der Name eines Labels hat höchstens ${most} Zeichen: „${start}…“.`,
  nameSeparator: ({ name, separator }) =>
    `Der Name eines Labels darf kein „${separator}“ enthalten: „${name}“.`,
  nameControl: ({ name }) =>
    `Der Name eines Labels darf weder Zeilenumbrüche noch Steuerzeichen enthalten: ${name}.`,
  noSuchLabel: ({ id }) => `Es gibt kein Label mit der Nummer ${id}.`,
  askedTwice: 'Nach einem Label wurde zweimal gefragt.',
  notAColor: ({ color }) => `Eine Farbe schreibt man wie „#3366cc“, nicht „${color}“.`,
  notAShortcut: ({ shortcut }) => `Eine Taste ist ein einzelnes Zeichen, nicht „${shortcut}“.`,
  shortcutTaken: ({ shortcut, name }) => `Die Taste „${shortcut}“ gehört dem Label „${name}“.`,
  taken: ({ name }) => `Es gibt schon ein Label „${name}“.`,
  takenSoMerge: ({ name, old }) =>
    `Es gibt schon ein Label „${name}“. Soll aus beiden eines werden, führen Sie „${old}“ mit „${name}“ zusammen.`,
  underItself: ({ name, parent }) =>
    `„${name}“ kann nicht unter „${parent}“ stehen: Das ist das Label selbst oder liegt darunter.`,
  intoItself: ({ name }) => `„${name}“ lässt sich nicht mit sich selbst zusammenführen.`,
};
