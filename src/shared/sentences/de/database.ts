import type { Translation } from '../../translation.ts';
import type { database as english } from '../en/database.ts';
import { count } from './numbers.ts';

export const database: Translation<typeof english> = {
  notThere: ({ file }) => `Unter ${file} gibt es keine Bibliothek.`,
  notOurs: ({ file }) => `${file} ist eine Datenbank, aber keine Tagwright-Bibliothek.`,
  fromOlder: ({ file }) =>
    `Die Bibliothek ${file} stammt von einem älteren Tagwright. Öffnen Sie sie einmal zum Schreiben, dann wird sie auf den neuen Stand gebracht.`,
  fromNewer: ({ file, format, known }) =>
    `Die Bibliothek ${file} stammt von einem neueren Tagwright (Format ${format}; dieses kennt ${known}). Aktualisieren Sie Tagwright, um sie zu öffnen.`,
  cannotMigrate: ({ file, format, rows }) =>
    `Die Bibliothek ${file} lässt sich nicht auf Format ${format} bringen: ${count(rows)} Zeilen verweisen ins Leere. Sie blieb, wie sie war; stellen Sie sie aus einer Sicherung wieder her.`,
  damaged: ({ file }) =>
    `Die Bibliotheksdatei ${file} ist beschädigt oder keine Bibliothek. Stellen Sie sie aus einer Sicherung wieder her.`,
  damagedBecause: ({ file, reason }) =>
    `Die Bibliotheksdatei ${file} ist beschädigt (${reason}). Stellen Sie sie aus einer Sicherung wieder her.`,
  diskFull: ({ file }) =>
    `Der Datenträger mit ${file} ist voll. Schaffen Sie Platz und versuchen Sie es noch einmal.`,
  notWritable: ({ file }) => `In die Bibliotheksdatei ${file} lässt sich nicht schreiben.`,
  notOpenable: ({ file }) => `Die Bibliotheksdatei ${file} lässt sich nicht öffnen.`,
  busy: ({ file }) =>
    `Ein anderes Programm benutzt gerade die Bibliotheksdatei ${file}. Versuchen Sie es gleich noch einmal.`,
  backupOverItself: ({ file }) => `Eine Sicherung kann nicht die Bibliothek selbst ersetzen: ${file}.`,

  embeddingLength: ({ photoId }) =>
    `Das gespeicherte Embedding von Foto ${photoId} hat die falsche Länge. Prüfen Sie die Bibliothek.`,
  scoresLength: ({ photoId }) =>
    `Die gespeicherten Bewertungen von Foto ${photoId} haben die falsche Länge. Prüfen Sie die Bibliothek.`,
  danglingRow: ({ table, row, parent }) =>
    `Eine Zeile von ${table} (${row ?? 'ohne Nummer'}) verweist auf etwas in ${parent}, das es nicht mehr gibt.`,
  noSuchFileWrite: ({ id }) => `Es gibt keinen Dateieintrag mit der Nummer ${id}.`,
};
