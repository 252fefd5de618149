import type { Translation } from '../../translation.ts';
import type { fineTuning as english } from '../en/fine-tuning.ts';
import { count } from './numbers.ts';

export const fineTuning: Translation<typeof english> = {
  looking: 'Sieht sich die getaggten Fotos noch einmal an',
  headFirst: 'Trainiert zuerst den Kopf',
  learning: ({ epoch, epochs }) => `Feinabstimmung, Epoche ${count(epoch)} von ${count(epochs)}`,
  needsValidation:
    'Die Feinabstimmung braucht Fotos, die zur Prüfung beiseitegelegt sind, um die beste Epoche zu erkennen, und dafür sind zu wenige Fotos getaggt. Taggen Sie mehr Fotos, oder trainieren Sie nur den Kopf.',
  needsLinearHead:
    'Die Feinabstimmung des Netzes arbeitet mit einem linearen Kopf. Setzen Sie die verdeckte Schicht auf 0, oder trainieren Sie nur den Kopf.',
  needsOneNetwork:
    'Die Feinabstimmung arbeitet mit einem Netz, das jedes Foto einmal ansieht. Wählen Sie ein einzelnes Netz, oder trainieren Sie nur den Kopf.',
  cannotKeep: ({ path, reason }) =>
    `Die Feinabstimmung merkt sich das Gesehene eine Weile in ${path}, und das ließ sich nicht schreiben (${reason}). Schaffen Sie Platz, oder prüfen Sie die Rechte des Ordners, und trainieren Sie dann noch einmal.`,
  backboneGone: ({ path }) =>
    `Die Datei ${path} des Modells ist nicht lesbar. Trainieren Sie neu, oder löschen Sie dieses Modell.`,
  backboneDamaged:
    'Das fein abgestimmte Netz dieses Modells ist beschädigt. Trainieren Sie neu, oder stellen Sie die Bibliothek aus einer Sicherung wieder her.',
};
