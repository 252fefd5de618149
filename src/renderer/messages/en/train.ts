/** Training: what is learned from, the run, the report, the models. */

import { formatCount, formatDuration, formatMeasure, formatRate } from '../../format.ts';

const photos = (count: number) => `${formatCount(count)} ${count === 1 ? 'photo' : 'photos'}`;

export const train = {
  heading: 'Train',
  intro: 'A model learns your labels from the photos you have tagged. It all happens on this computer.',
  start: 'Start training',
  startAgain: 'Train again',
  starting: 'Starting …',
  goTag: 'Tag photos',
  learnFrom: {
    heading: 'What will be learned from',
    total: (count: number) => `${photos(count)} tagged`,
    none: 'No photo is tagged yet.',
    split: (learn: number, check: number, undecided: number) =>
      [
        learn > 0 ? `${formatCount(learn)} to learn from` : '',
        check > 0 ? `${formatCount(check)} set aside to check against` : '',
        undecided > 0 ? `${formatCount(undecided)} new, to learn from as well` : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
    test: (count: number) => `${photos(count)} kept for the final test, never learned from`,
    newAnswers: (count: number) =>
      count === 0
        ? 'Nothing was tagged since the active model was trained.'
        : `${formatCount(count)} ${count === 1 ? 'answer' : 'answers'} since the active model was trained`,
    tableCaption: 'Examples of each label',
    label: 'Label',
    positives: 'With',
    negatives: 'Without',
    standing: 'Enough?',
    standings: { none: 'Not yet', few: 'Few', good: 'Good' },
    summary: (good: number, few: number, none: number) =>
      `${formatCount(good)} good, ${formatCount(few)} with few examples, ${formatCount(none)} not learnable yet`,
    noPositives: 'Tag a photo that has it.',
    noNegatives: 'Tag photos that do not have it, or mark photos as fully tagged.',
    noAnswers: 'Tag photos with it, and mark some as fully tagged.',
    morePositives: (count: number) => `Tag ${formatCount(count)} more with it.`,
    moreNegatives: (count: number) => `Tag ${formatCount(count)} more without it.`,
  },
  notEnough: {
    heading: 'Not enough tagged photos yet',
    body: 'A label can be learned once some photos are known to have it and some are known not to.',
    advice:
      'Tag a dozen or more of both kinds per label. Quickest: tag everything you see on a photo and mark it as fully tagged; what you left out then counts as absent.',
    assumeAbsent:
      'If your photos carry only some of their tags, a label that was not given can count as a weak “no” instead. It finds photos well; with no real “no” to compare with, thresholds stay at 0.5 and nothing can be said of precision.',
    assume: 'Count missing tags as a weak no',
  },
  fineTune: {
    heading: 'What is trained',
    parts: {
      head: 'The head',
      top: 'The head and the last blocks of the network',
      all: 'The head and the whole network',
    },
    hints: {
      head: 'Seconds. Good from a few dozen photos on.',
      top: 'Minutes or longer. What the network sees in photos adapts to yours; from few tagged photos there is little to gain.',
      all: 'Longest. Everything the network has learned may change.',
    },
    views: 'How photos are shown',
    augmentations: {
      none: 'as they are only',
      mirror: 'also mirrored',
      'mirror-and-turn': 'also mirrored and turned',
    },
    augmentationHints: {
      none: 'Where left and right matter: text, instruments.',
      mirror: 'Suits most photos.',
      'mirror-and-turn': 'For photos taken from above or through a microscope, which have no upright.',
    },
    estimating: 'Timing it on this computer …',
    takes: (seconds: number, count: number, epochs: number) =>
      `About ${formatDuration(seconds)} on this computer: ${photos(count)}, at most ${formatCount(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}. You can stop it at any time.`,
    looks: (count: number, seconds: number) =>
      `Looks at ${photos(count)} that are new to this network, once: about ${formatDuration(seconds)} on this computer.`,
    slow: 'Without tfjs-node it computes on one core; with it, it would be several times faster.',
  },
  settings: {
    advanced: 'Advanced settings',
    changed: (count: number) => (count === 1 ? '1 changed' : `${formatCount(count)} changed`),
    defaultsAreGood: 'The defaults suit nearly every library.',
    reset: 'Back to the defaults',
    outOfRange: (low: string, high: string) => `A number from ${low} to ${high}, please.`,
    whole: 'A whole number, please.',
    fields: {
      backbone: 'Network',
      seed: 'Seed',
      hiddenUnits: 'Hidden units',
      maxEpochs: 'Epochs at most',
      batchSize: 'Photos per step',
      learningRate: 'Learning rate',
      l2: 'Weight decay (L2)',
      patience: 'Patience',
      imbalance: 'Favour rare labels',
      assumeAbsent: 'Assume absent',
    },
    help: {
      backbone: 'Looks at the photos. Another one looks at all of them again, once.',
      seed: 'The same number, photos and tags give the same model.',
      hiddenUnits: '0 learns fastest and is hard to beat below some thousand photos; try 256 above.',
      maxEpochs: 'Passes over the photos. It ends early when nothing improves.',
      batchSize: 'With hidden units only. Smaller steps learn less evenly, larger ones need more epochs.',
      learningRate:
        'With hidden units only: size of each step. Too large and the loss jumps, too small and it crawls.',
      l2: 'Keeps weights small. 0 lets cross-validation choose.',
      patience: 'With hidden units only: epochs to go on without getting better before it stops.',
      imbalance:
        '1 gives the photos of a rare label as much say as all photos without it; 0 counts every photo alike.',
      assumeAbsent:
        'For tagged photos on which some labels were never answered. 0 leaves those out; 1 takes them for “does not have it”.',
    },
    backbones: {
      'mobilenet-v2-1.0': 'MobileNetV2 1.0 (accurate)',
      'mobilenet-v2-0.35': 'MobileNetV2 0.35 (fastest)',
      'efficientnet-lite0': 'EfficientNet-Lite0',
      'two-networks': 'Two networks (better from few photos)',
      'eight-views': 'Eight views (photos from above)',
    },
    backboneCosts: {
      'two-networks':
        'MobileNetV2 1.0 and EfficientNet-Lite0 both look at every photo: twice the work, for the whole library once and for every import while this model is in use. Fine-tuning works with one network only.',
      'eight-views':
        'MobileNetV2 1.0 looks at every photo turned and mirrored, eight times: eight times the work, for the whole library once and for every import while this model is in use. Only for photos that have no upright. Fine-tuning works with one view only.',
    },
  },
  run: {
    heading: 'Training',
    steps: {
      queued: 'Waits until the job before it is done',
      waiting: 'Getting ready',
      reading: 'Looking at photos the network has not seen',
      looking: 'Looking at the tagged photos again',
      tuning: 'Fine-tuning the network, each photo once per epoch',
      learning: 'Learning',
      checking: 'Cross-checking, so that thresholds rest on more photos',
      scoring: 'Scoring all photos with the new model',
    },
    progressLabel: 'Training progress',
    epoch: (done: number, total: number | null) =>
      total === null
        ? `Epoch ${formatCount(done)}`
        : `Epoch ${formatCount(done)} of at most ${formatCount(total)}`,
    stopsEarly: 'stops early when nothing improves',
    doneOfTotal: (done: number, total: number | null) =>
      total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`,
    epochRate: (perSecond: number) => `${formatRate(perSecond)} epochs per second`,
    photoRate: (perSecond: number) => `${formatRate(perSecond)} photos per second`,
    timeLeft: (seconds: number) => `about ${formatDuration(seconds)} left`,
    timeLeftAtMost: (seconds: number) => `at most ${formatDuration(seconds)} left`,
    cancel: 'Cancel',
    cancelling: 'Stopping …',
    cancelled: 'The training was stopped. Your earlier models are as they were.',
    keepsGoing: 'You can go on tagging meanwhile.',
    finished: (id: number) => `Model ${formatCount(id)} is trained and in use.`,
  },
  plots: {
    loss: 'Loss',
    lossHint: 'lower is better',
    map: 'Held-out mAP',
    mapHint: 'higher is better',
    trainingLoss: 'Training',
    validationLoss: 'Held out',
    epoch: 'Epoch',
    waiting: 'The curves appear with the first epochs.',
    noValidation: 'There were too few photos to hold some out, so there is no curve of such.',
    lossText: (epoch: number, training: number, validation: number | null) =>
      validation === null
        ? `Epoch ${formatCount(epoch)}: training loss ${formatMeasure(training)}`
        : `Epoch ${formatCount(epoch)}: training loss ${formatMeasure(training)}, held-out loss ${formatMeasure(validation)}`,
    mapText: (epoch: number, latest: number | null, bestEpoch: number, best: number) =>
      `Epoch ${formatCount(epoch)}: ${formatMeasure(latest)}; best ${formatMeasure(best)} at epoch ${formatCount(bestEpoch)}`,
  },
  report: {
    heading: (id: number) => `Model ${formatCount(id)}`,
    active: 'In use',
    facts: (labels: number, learned: number, seconds: number, epoch: number) =>
      `${formatCount(labels)} ${labels === 1 ? 'label' : 'labels'} from ${photos(learned)}, in ${formatDuration(seconds)}; best after ${formatCount(epoch)} ${epoch === 1 ? 'epoch' : 'epochs'}`,
    noValidation:
      'There were too few photos to hold some out, so nothing is known of how well this model does. Tag more photos and train again.',
    measuredOn: {
      validation: (count: number) => `Measured on ${photos(count)} set aside`,
      'cross-validation': (count: number) => `Cross-validated on ${photos(count)}`,
    },
    basisHint: {
      validation: 'Their scores are of a model that had not learned from them.',
      'cross-validation':
        'Each photo was scored by a model that had learned from four fifths of the others. This one has learned from all, and should do a little better.',
    },
    mAP: 'mAP',
    macroF1: 'Macro F1',
    microF1: 'Micro F1',
    mAPHint: 'how well photos are ranked, mean over labels',
    macroF1Hint: 'at the thresholds, mean over labels',
    microF1Hint: 'at the thresholds, over all tags',
    interval: (low: number, high: number) => `95%: ${formatMeasure(low)} to ${formatMeasure(high)}`,
    atHalf: (value: number | null) => `${formatMeasure(value)} at 0.5`,
    comparedWith: (id: number) =>
      `Arrows compare with model ${formatCount(id)}, each on the photos held out from it.`,
    up: (amount: string) => `${amount} better`,
    down: (amount: string) => `${amount} worse`,
    same: 'unchanged',
    isNew: 'new',
    tableCaption: 'Measures of each label',
    columns: {
      label: 'Label',
      support: 'Photos',
      averagePrecision: 'AP',
      precision: 'Precision',
      recall: 'Recall',
      f1: 'F1',
      f1AtHalf: 'F1 at 0.5',
      change: 'Change',
    },
    hints: {
      label: '',
      support: 'checked photos that have the label',
      averagePrecision: 'average precision, with its 95% interval',
      precision: 'at the threshold: of the tags given, those that are right',
      recall: 'at the threshold: of the photos that have it, those that were found',
      f1: 'at the threshold: precision and recall in one number',
      f1AtHalf: 'F1 had the threshold been 0.5',
      change: 'average precision against the model before',
    },
    undefinedTitle: 'Not defined: there were no photos to measure it on',
    tuneThresholds: 'Tune thresholds',
    review: 'Review suggestions',
  },
  advice: {
    heading: 'Two networks would likely do better',
    why: (few: number) =>
      `With up to ${formatCount(few)} tagged photos, a second network beside the first ranked photos 1 to 2 points of mAP better on both photo sets it was measured on.`,
    cost: (count: number) =>
      `It costs time: both look at every photo, ${count === 1 ? 'at the one here' : `at all ${formatCount(count)} here`} once more, and twice the work at every import while that model is in use. The tags stay as they are.`,
    take: 'Choose two networks',
    taken: 'Two networks are chosen. The training can start.',
  },
  moved: {
    heading: 'Photos that moved most',
    hint: (id: number) => `Since model ${formatCount(id)}; photos whose tag would change come first.`,
    none: 'No photo changed its probability.',
    gained: 'now tagged',
    lost: 'no longer tagged',
    from: (before: string, after: string) => `${before} → ${after}`,
    open: (label: string, before: string, after: string) =>
      `Open photo: ${label} went from ${before} to ${after}`,
  },
  models: {
    heading: 'Models',
    none: 'None yet. The first training makes one.',
    name: (id: number) => `Model ${formatCount(id)}`,
    trainedAt: (when: string) => `trained ${when}`,
    measures: (mAP: number | null) => `mAP ${formatMeasure(mAP)}`,
    photos: (count: number) => photos(count),
    active: 'In use',
    follows: (first: number) => `learned along after model ${formatCount(first)}`,
    activate: 'Use',
    activateLabel: (id: number) => `Use model ${formatCount(id)}`,
    delete: 'Delete',
    deleteLabel: (id: number) => `Delete model ${formatCount(id)}`,
    showLabel: (id: number) => `Show the report of model ${formatCount(id)}`,
    confirmTitle: (id: number) => `Delete model ${formatCount(id)}?`,
    confirmBody: 'Its report, thresholds and suggestions go. Tags it has given stay.',
    keep: 'Keep it',
    nowActive: (id: number) => `Model ${formatCount(id)} is in use; the photos are scored with it now.`,
  },
};
