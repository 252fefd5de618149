import type { Translation } from '../../translation.ts';
import type { requests as english } from '../en/requests.ts';

export const requests: Translation<typeof english> = {
  detailsInLog: 'Näheres steht im Protokoll.',
  unknown: ({ name }) => `Eine Anfrage namens „${name}“ gibt es nicht.`,
  wrongInput: ({ name, problem }) => `${name} wurde mit falschen Angaben gefragt: ${problem}`,
  foreignPage: 'Diese Seite darf Tagwright nichts fragen.',
  sampleRunning: 'Das Ausprobieren läuft schon.',
};
