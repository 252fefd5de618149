import { formatCount, formatDuration, formatRate } from '../../format.ts';
import type { report as englishReport, sample as english } from '../en/sample.ts';
import type { Translation } from '../../../shared/translation.ts';

export const sample: Translation<typeof english> = {
  heading: 'Mit Beispielfotos ausprobieren',
  explanation: 'Sehen Sie, was Tagwright tut, bevor es Ihre eigenen Fotos sieht:',
  steps: [
    'Es zeichnet kleine Luftbilder: Straßen, Gebäude, Bäume, Wasser und mehr.',
    'Von einem Drittel erfährt es die Labels.',
    'Daraus lernt es, und findet für jedes Label eine Schwelle.',
    'Den Rest taggt es allein, und zeigt, wie gut es war.',
  ],
  reassurance: 'Das dauert ein bis zwei Minuten. Ihre eigenen Fotos bleiben unberührt.',
  start: 'Mit Beispielfotos ausprobieren',
  startAgain: 'Noch einmal',
  starting: 'Startet …',
  running: 'Wird mit Beispielfotos ausprobiert',
  waiting: 'Wartet, bis es an der Reihe ist',
  leave: 'Zurück zu meinen Fotos',
  cancel: 'Abbrechen',
  cancelling: 'Wird angehalten …',
  progressLabel: 'Fortschritt des Versuchs',
  doneOfTotal: (done, total) =>
    total === null ? formatCount(done) : `${formatCount(done)} von ${formatCount(total)}`,
  rate: (perSecond) => `${formatRate(perSecond)} pro Sekunde`,
  timeLeft: (seconds) => `noch etwa ${formatDuration(seconds)}`,
  cancelled: 'Der Versuch wurde angehalten. Was fertig war, bleibt; der nächste macht dort weiter.',
  epochsHeading: 'mAP zurückgehaltener Fotos je Epoche',
  epochsLine: (epoch, latest, best) => `Epoche ${epoch}: ${latest}, beste bisher ${best}`,
};

export const report: Translation<typeof englishReport> = {
  heading: 'Wie gut es war',
  summary: (autoTagged, tagged) =>
    `Gelernt aus ${formatCount(tagged)} getaggten Fotos; gemessen an den ${formatCount(autoTagged)}, die es allein getaggt hat.`,
  mAP: 'mAP',
  mAPDetail: 'Mittel der mittleren Präzision',
  macroF1: 'Makro-F1',
  microF1: 'Mikro-F1',
  atHalf: (value) => `${value} bei 0,5`,
  problems: 'Probleme',
  problemsDetail: 'ausgelassene Dateien',
  tableCaption: 'Jedes Label auf den auto-getaggten Fotos',
  label: 'Label',
  support: 'Fotos',
  averagePrecision: 'AP',
  threshold: 'Schwelle',
  tunedGroup: 'Bei der gewählten Schwelle',
  atHalfGroup: 'Bei 0,5',
  precision: 'Präzision',
  recall: 'Trefferquote',
  f1: 'F1',
  undefinedTitle: 'Nicht definiert: nichts, wodurch zu teilen wäre',
  sortBy: (column) => `Nach ${column} ordnen`,
  seconds: (draw, read, train, autoTag) =>
    `Zeichnen ${formatDuration(draw)}, lesen ${formatDuration(read)}, lernen ${formatDuration(train)}, auto-taggen ${formatDuration(autoTag)}.`,
  madeWith: (backbone, backend) => `Netz ${backbone}, gelernt mit ${backend}.`,
  whereHeading: 'Wo es liegt',
  predictions: 'Tags jedes Fotos',
  photos: 'Beispielfotos',
  library: 'Bibliothek',
};
