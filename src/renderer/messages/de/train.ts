import { formatCount, formatDuration, formatMeasure, formatRate } from '../../format.ts';
import type { train as english } from '../en/train.ts';
import type { Translation } from '../../../shared/translation.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'Foto' : 'Fotos'}`;

export const train: Translation<typeof english> = {
  heading: 'Trainieren',
  intro:
    'Ein Modell lernt Ihre Labels aus den Fotos, die Sie getaggt haben. Alles geschieht auf diesem Computer.',
  start: 'Training starten',
  startAgain: 'Erneut trainieren',
  starting: 'Wird gestartet …',
  goTag: 'Fotos taggen',
  learnFrom: {
    heading: 'Woraus gelernt wird',
    total: (count) => `${photos(count)} getaggt`,
    none: 'Noch ist kein Foto getaggt.',
    split: (learn, check, undecided) =>
      [
        learn > 0 ? `${formatCount(learn)} zum Lernen` : '',
        check > 0 ? `${formatCount(check)} zum Prüfen beiseitegelegt` : '',
        undecided > 0 ? `${formatCount(undecided)} neue, auch zum Lernen` : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
    test: (count) => `${photos(count)} für den Abschlusstest, daraus wird nie gelernt`,
    newAnswers: (count) =>
      count === 0
        ? 'Seit dem Training des aktiven Modells wurde nichts getaggt.'
        : `${formatCount(count)} ${count === 1 ? 'Antwort' : 'Antworten'} seit dem Training des aktiven Modells`,
    tableCaption: 'Beispiele je Label',
    label: 'Label',
    positives: 'Mit',
    negatives: 'Ohne',
    standing: 'Genug?',
    standings: { none: 'Noch nicht', few: 'Wenige', good: 'Gut' },
    summary: (good, few, none) =>
      `${formatCount(good)} gut, ${formatCount(few)} mit wenigen Beispielen, ${formatCount(none)} noch nicht lernbar`,
    noPositives: 'Taggen Sie ein Foto, das es hat.',
    noNegatives: 'Taggen Sie Fotos, die es nicht haben, oder markieren Sie Fotos als vollständig getaggt.',
    noAnswers: 'Taggen Sie Fotos damit, und markieren Sie einige als vollständig getaggt.',
    morePositives: (count) => `Taggen Sie ${formatCount(count)} mehr damit.`,
    moreNegatives: (count) => `Taggen Sie ${formatCount(count)} mehr ohne.`,
  },
  notEnough: {
    heading: 'Noch nicht genug getaggte Fotos',
    body: 'Ein Label lässt sich lernen, sobald von einigen Fotos bekannt ist, dass sie es haben, und von einigen, dass sie es nicht haben.',
    advice:
      'Taggen Sie je Label ein Dutzend oder mehr von beiden Arten. Am schnellsten: Taggen Sie alles, was auf einem Foto zu sehen ist, und markieren Sie es als vollständig getaggt; was fehlt, zählt dann als nicht vorhanden.',
    assumeAbsent:
      'Tragen Ihre Fotos nur einen Teil ihrer Tags, kann ein nicht vergebenes Label stattdessen als schwaches „Nein“ zählen. So werden Fotos gut gefunden; ohne ein echtes „Nein“ zum Vergleich bleiben die Schwellen bei 0,5, und über die Präzision lässt sich nichts sagen.',
    assume: 'Fehlende Tags als schwaches Nein werten',
  },
  fineTune: {
    heading: 'Was trainiert wird',
    parts: {
      head: 'Der Kopf',
      top: 'Der Kopf und die letzten Blöcke des Netzes',
      all: 'Der Kopf und das ganze Netz',
    },
    hints: {
      head: 'Sekunden. Gut ab einigen Dutzend Fotos.',
      top: 'Minuten oder länger. Was das Netz in Fotos sieht, passt sich Ihren an; bei wenigen getaggten Fotos ist damit wenig zu gewinnen.',
      all: 'Am längsten. Alles, was das Netz gelernt hat, kann sich ändern.',
    },
    views: 'Wie Fotos gezeigt werden',
    augmentations: {
      none: 'nur so, wie sie sind',
      mirror: 'auch gespiegelt',
      'mirror-and-turn': 'auch gespiegelt und gedreht',
    },
    augmentationHints: {
      none: 'Wo links und rechts zählen: Schrift, Instrumente.',
      mirror: 'Passt für die meisten Fotos.',
      'mirror-and-turn': 'Für Fotos von oben oder durch ein Mikroskop, die kein Oben und Unten haben.',
    },
    estimating: 'Die Dauer wird auf diesem Rechner gemessen …',
    takes: (seconds, count, epochs) =>
      `Etwa ${formatDuration(seconds)} auf diesem Rechner: ${photos(count)}, höchstens ${formatCount(epochs)} ${epochs === 1 ? 'Epoche' : 'Epochen'}. Sie können jederzeit abbrechen.`,
    looks: (count, seconds) =>
      `Betrachtet ${photos(count)}, die für dieses Netz neu sind, einmal: etwa ${formatDuration(seconds)} auf diesem Computer.`,
    slow: 'Ohne tfjs-node rechnet es auf einem Kern; damit ginge es um ein Mehrfaches schneller.',
  },
  settings: {
    advanced: 'Erweiterte Einstellungen',
    changed: (count) => `${formatCount(count)} geändert`,
    defaultsAreGood: 'Die Vorgaben passen für fast jede Bibliothek.',
    reset: 'Zurück zu den Vorgaben',
    outOfRange: (low, high) => `Bitte eine Zahl von ${low} bis ${high}.`,
    whole: 'Bitte eine ganze Zahl.',
    fields: {
      backbone: 'Netz',
      seed: 'Startwert',
      hiddenUnits: 'Verborgene Einheiten',
      maxEpochs: 'Höchstens Epochen',
      batchSize: 'Fotos je Schritt',
      learningRate: 'Lernrate',
      l2: 'Gewichtsdämpfung (L2)',
      patience: 'Geduld',
      imbalance: 'Seltene Labels bevorzugen',
      assumeAbsent: 'Fehlendes als Nein werten',
    },
    help: {
      backbone: 'Betrachtet die Fotos. Ein anderes betrachtet sie alle einmal neu.',
      seed: 'Gleiche Zahl, Fotos und Tags ergeben das gleiche Modell.',
      hiddenUnits:
        '0 lernt am schnellsten und ist unter einigen tausend Fotos kaum zu schlagen; darüber 256 versuchen.',
      maxEpochs: 'Durchgänge über die Fotos. Es endet früher, wenn nichts mehr besser wird.',
      batchSize:
        'Nur mit verborgenen Einheiten. Kleinere Schritte lernen unruhiger, größere brauchen mehr Epochen.',
      learningRate:
        'Nur mit verborgenen Einheiten: Größe jedes Schritts. Zu groß, und der Verlust springt; zu klein, und er kriecht.',
      l2: 'Hält Gewichte klein. Bei 0 wählt die Kreuzvalidierung.',
      patience: 'Nur mit verborgenen Einheiten: Epochen ohne Verbesserung, bevor es endet.',
      imbalance:
        'Bei 1 haben die Fotos eines seltenen Labels so viel Gewicht wie alle Fotos ohne es; bei 0 zählt jedes Foto gleich.',
      assumeAbsent:
        'Für getaggte Fotos, auf denen manche Labels nie beantwortet wurden. 0 lässt diese aus; 1 wertet sie als „hat es nicht“.',
    },
    backbones: {
      'mobilenet-v2-1.0': 'MobileNetV2 1.0 (genau)',
      'mobilenet-v2-0.35': 'MobileNetV2 0.35 (am schnellsten)',
      'efficientnet-lite0': 'EfficientNet-Lite0',
      'two-networks': 'Zwei Netze (besser bei wenigen Fotos)',
      'eight-views': 'Acht Ansichten (Fotos von oben)',
    },
    backboneCosts: {
      'two-networks':
        'MobileNetV2 1.0 und EfficientNet-Lite0 betrachten jedes Foto: doppelte Arbeit, einmal für die ganze Bibliothek und bei jedem Import, solange dieses Modell benutzt wird. Die Feinabstimmung arbeitet nur mit einem einzelnen Netz.',
      'eight-views':
        'MobileNetV2 1.0 betrachtet jedes Foto gedreht und gespiegelt, achtmal: achtfache Arbeit, einmal für die ganze Bibliothek und bei jedem Import, solange dieses Modell benutzt wird. Nur für Fotos ohne Oben und Unten. Die Feinabstimmung arbeitet nur mit einer Ansicht.',
    },
  },
  run: {
    heading: 'Training',
    steps: {
      queued: 'Wartet, bis die Aufgabe davor fertig ist',
      waiting: 'Wird vorbereitet',
      reading: 'Fotos werden betrachtet, die das Netz noch nicht kennt',
      looking: 'Die getaggten Fotos werden noch einmal betrachtet',
      tuning: 'Das Netz wird fein abgestimmt, jedes Foto einmal je Epoche',
      learning: 'Lernt',
      checking: 'Kreuzprüfung, damit Schwellen auf mehr Fotos beruhen',
      scoring: 'Alle Fotos werden mit dem neuen Modell bewertet',
    },
    progressLabel: 'Fortschritt des Trainings',
    epoch: (done, total) =>
      total === null
        ? `Epoche ${formatCount(done)}`
        : `Epoche ${formatCount(done)} von höchstens ${formatCount(total)}`,
    stopsEarly: 'endet früher, wenn nichts mehr besser wird',
    doneOfTotal: (done, total) =>
      total === null ? formatCount(done) : `${formatCount(done)} von ${formatCount(total)}`,
    epochRate: (perSecond) => `${formatRate(perSecond)} Epochen pro Sekunde`,
    photoRate: (perSecond) => `${formatRate(perSecond)} Fotos pro Sekunde`,
    timeLeft: (seconds) => `noch etwa ${formatDuration(seconds)}`,
    timeLeftAtMost: (seconds) => `noch höchstens ${formatDuration(seconds)}`,
    cancel: 'Abbrechen',
    cancelling: 'Wird beendet …',
    cancelled: 'Das Training wurde abgebrochen. Ihre früheren Modelle sind unverändert.',
    keepsGoing: 'Sie können währenddessen weiter taggen.',
    finished: (id) => `Modell ${formatCount(id)} ist trainiert und in Gebrauch.`,
  },
  plots: {
    loss: 'Verlust',
    lossHint: 'niedriger ist besser',
    map: 'mAP zurückgehaltener Fotos',
    mapHint: 'höher ist besser',
    trainingLoss: 'Lernfotos',
    validationLoss: 'Zurückgehalten',
    epoch: 'Epoche',
    waiting: 'Die Kurven erscheinen mit den ersten Epochen.',
    noValidation: 'Es gab zu wenige Fotos, um einige zurückzuhalten; daher gibt es keine Kurve von solchen.',
    lossText: (epoch, training, validation) =>
      validation === null
        ? `Epoche ${formatCount(epoch)}: Verlust beim Lernen ${formatMeasure(training)}`
        : `Epoche ${formatCount(epoch)}: Verlust beim Lernen ${formatMeasure(training)}, an zurückgehaltenen Fotos ${formatMeasure(validation)}`,
    mapText: (epoch, latest, bestEpoch, best) =>
      `Epoche ${formatCount(epoch)}: ${formatMeasure(latest)}; am besten ${formatMeasure(best)} in Epoche ${formatCount(bestEpoch)}`,
  },
  report: {
    heading: (id) => `Modell ${formatCount(id)}`,
    active: 'In Gebrauch',
    facts: (labels, learned, seconds, epoch) =>
      `${formatCount(labels)} ${labels === 1 ? 'Label' : 'Labels'} aus ${photos(learned)}, in ${formatDuration(seconds)}; am besten nach ${formatCount(epoch)} ${epoch === 1 ? 'Epoche' : 'Epochen'}`,
    noValidation:
      'Es gab zu wenige Fotos, um einige zurückzuhalten; wie gut dieses Modell ist, weiß man daher nicht. Taggen Sie mehr Fotos, und trainieren Sie erneut.',
    measuredOn: {
      validation: (count) => `Gemessen an ${photos(count)}, die beiseiteliegen`,
      'cross-validation': (count) => `Kreuzvalidiert an ${photos(count)}`,
    },
    basisHint: {
      validation: 'Bewertet hat sie ein Modell, das aus ihnen nicht gelernt hatte.',
      'cross-validation':
        'Jedes Foto hat ein Modell bewertet, das aus vier Fünfteln der anderen gelernt hatte. Dieses hier hat aus allen gelernt und dürfte etwas besser sein.',
    },
    mAP: 'mAP',
    macroF1: 'Makro-F1',
    microF1: 'Mikro-F1',
    mAPHint: 'wie gut Fotos geordnet werden, Mittel über die Labels',
    macroF1Hint: 'bei den Schwellen, Mittel über die Labels',
    microF1Hint: 'bei den Schwellen, über alle Tags',
    interval: (low, high) => `95 %: ${formatMeasure(low)} bis ${formatMeasure(high)}`,
    atHalf: (value) => `${formatMeasure(value)} bei 0,5`,
    comparedWith: (id) =>
      `Die Pfeile vergleichen mit Modell ${formatCount(id)}, jedes an den Fotos, die ihm vorenthalten wurden.`,
    up: (amount) => `${amount} besser`,
    down: (amount) => `${amount} schlechter`,
    same: 'unverändert',
    isNew: 'neu',
    tableCaption: 'Messwerte je Label',
    columns: {
      label: 'Label',
      support: 'Fotos',
      averagePrecision: 'AP',
      precision: 'Präzision',
      recall: 'Trefferquote',
      f1: 'F1',
      f1AtHalf: 'F1 bei 0,5',
      change: 'Änderung',
    },
    hints: {
      label: '',
      support: 'geprüfte Fotos, die das Label haben',
      averagePrecision: 'mittlere Präzision, mit 95-%-Intervall',
      precision: 'bei der Schwelle: von den vergebenen Tags die richtigen',
      recall: 'bei der Schwelle: von den Fotos, die es haben, die gefundenen',
      f1: 'bei der Schwelle: Präzision und Trefferquote in einer Zahl',
      f1AtHalf: 'F1, wäre die Schwelle 0,5',
      change: 'mittlere Präzision gegenüber dem Modell davor',
    },
    undefinedTitle: 'Nicht bestimmt: Es gab keine Fotos, um es zu messen',
    tuneThresholds: 'Schwellen einstellen',
    review: 'Vorschläge prüfen',
  },
  advice: {
    heading: 'Zwei Netze wären wahrscheinlich besser',
    why: (few) =>
      `Mit bis zu ${formatCount(few)} getaggten Fotos hat ein zweites Netz neben dem ersten Fotos um 1 bis 2 Punkte mAP besser geordnet, an beiden Fotosammlungen, an denen das gemessen wurde.`,
    cost: (count) =>
      `Das kostet Zeit: Beide betrachten jedes Foto, ${count === 1 ? 'das eine hier' : `alle ${formatCount(count)} hier`} noch einmal, und jeder Import macht doppelte Arbeit, solange dieses Modell in Gebrauch ist. Die Tags bleiben, wie sie sind.`,
    take: 'Zwei Netze wählen',
    taken: 'Zwei Netze sind gewählt. Das Training kann beginnen.',
  },
  moved: {
    heading: 'Fotos, die sich am meisten bewegt haben',
    hint: (id) => `Seit Modell ${formatCount(id)}; zuerst Fotos, deren Tag sich ändern würde.`,
    none: 'Bei keinem Foto hat sich die Wahrscheinlichkeit geändert.',
    gained: 'jetzt getaggt',
    lost: 'nicht mehr getaggt',
    from: (before, after) => `${before} → ${after}`,
    open: (label, before, after) => `Foto öffnen: ${label} ging von ${before} auf ${after}`,
  },
  models: {
    heading: 'Modelle',
    none: 'Noch keine. Das erste Training erzeugt eines.',
    name: (id) => `Modell ${formatCount(id)}`,
    trainedAt: (when) => `trainiert ${when}`,
    measures: (mAP) => `mAP ${formatMeasure(mAP)}`,
    photos: (count) => photos(count),
    active: 'In Gebrauch',
    follows: (first) => `im Anschluss an Modell ${formatCount(first)} mitgelernt`,
    activate: 'Verwenden',
    activateLabel: (id) => `Modell ${formatCount(id)} verwenden`,
    delete: 'Löschen',
    deleteLabel: (id) => `Modell ${formatCount(id)} löschen`,
    showLabel: (id) => `Bericht von Modell ${formatCount(id)} zeigen`,
    confirmTitle: (id) => `Modell ${formatCount(id)} löschen?`,
    confirmBody: 'Bericht, Schwellen und Vorschläge gehen verloren. Tags, die es vergeben hat, bleiben.',
    keep: 'Behalten',
    nowActive: (id) => `Modell ${formatCount(id)} ist in Gebrauch; die Fotos werden jetzt damit bewertet.`,
  },
};
