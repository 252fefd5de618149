/**
 * Everything the window can ask of main, one line per request, and everything main tells the window.
 * Adding a request touches this table, its answer in src/main/requests, and its caller.
 */

import { z } from 'zod';
import { chosenPhotosSchema, type ChosenPhotos } from './chosen-photos.ts';
import type { EngineDescription } from './engine-description.ts';
import type { FailureData } from './errors.ts';
import type { EditState, SelectionSuggestion, SelectionTally, TagChange } from './edits.ts';
import type { Evaluation } from './evaluation.ts';
import type { HeatMaps } from './heat-map.ts';
import { languages } from './language.ts';
import type { JobId, LabelId, ModelId, PhotoId } from './ids.ts';
import type { Job, JobProblem } from './job.ts';
import type { AnnotationValue, LabelCount } from './label.ts';
import type { LibrarySummary } from './library-summary.ts';
import type { MainJobReport } from './main-job-report.ts';
import {
  backboneIds,
  type BackboneId,
  type EpochRecord,
  type Model,
  type ModelSummary,
  type TrainingSettings,
} from './model.ts';
import {
  photoGroupings,
  photoOrders,
  type PhotoCard,
  type PhotoDetails,
  type PhotoFacets,
  type PhotoQuery,
  type PhotoSet,
} from './photo-set.ts';
import type { PhotoExplanation } from './photo-explanation.ts';
import type { Sentence } from './sentences/sentence.ts';
import { reviewOrders, type ReviewQuery, type ReviewQueue } from './review.ts';
import type { SuspiciousQuery, SuspiciousQueue } from './suspicious-labels.ts';
import type {
  StarterAnswers,
  StarterOpinion,
  StarterQuery,
  StarterQueue,
  StarterReport,
} from './starter-labels.ts';
import type { LabelReach, ThresholdView } from './threshold-view.ts';
import type { LabelThreshold, ThresholdObjective } from './threshold.ts';
import { chosenTrainingSettingsSchema } from './training-settings.ts';
import type { LookingTime, MovedPhoto, TrainingEstimate, TrainingPreview } from './training-preview.ts';
import { windowSettingsChangeSchema, type WindowSettings } from './window-settings.ts';

interface RequestOf<Input, Output> {
  /** checks and types what comes from the window */
  input: z.ZodType<Input>;
  /** only a type: nothing is stored here */
  output?: Output;
}

function request<Input, Output>(input: z.ZodType<Input>): RequestOf<Input, Output> {
  return { input };
}

const nothing = z.undefined();
const jobId = z
  .number()
  .int()
  .positive()
  .transform((id) => id as JobId);
const modelId = z
  .number()
  .int()
  .positive()
  .transform((id) => id as ModelId);

export interface AppDescription {
  version: string;
  node: string;
  electron: string;
  engine: EngineDescription;
}

/** The library that the window shows. */
export interface ShownLibrary extends LibrarySummary {
  /** true: the library of the try-out, not the person's own */
  isSample: boolean;
}

const ids = <Id>() =>
  z
    .number()
    .int()
    .positive()
    .transform((id) => id as Id);
const photoId = ids<PhotoId>();
const labelId = ids<LabelId>();
const photoIds = z.array(photoId).max(1_000_000);
const labelName = z.string().min(1).max(400);
const path = z.string().min(1).max(10_000);
const probability = z.number().min(0).max(1);
const tagValue = z.enum(['present', 'absent', 'unknown']);

const tagChange: z.ZodType<TagChange> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), photoIds, labelId, value: tagValue }),
  z.object({ kind: z.literal('fully-tagged'), photoIds, isFullyTagged: z.boolean() }),
  z.object({ kind: z.literal('same-as'), photoIds, from: photoId }),
  z.object({ kind: z.literal('confirm'), photoId, labelId }),
  z.object({ kind: z.literal('unsure'), photoId, labelId }),
  z.object({
    kind: z.literal('answer'),
    answers: z
      .array(z.object({ photoId, labelId, value: z.enum(['present', 'absent']), score: probability }))
      .max(1_000_000),
  }),
]);
const thresholdObjective: z.ZodType<ThresholdObjective> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('f1') }),
  z.object({ kind: z.literal('precision'), atLeast: probability }),
  z.object({ kind: z.literal('recall'), atLeast: probability }),
]);
const photoQuery: z.ZodType<PhotoQuery> = z.object({
  search: z.string().max(1000),
  order: z.enum(photoOrders),
  grouping: z.enum(photoGroupings),
});

export interface LibraryProblem {
  path: string;
  message: Sentence;
  /** true: the photo was taken all the same */
  isWarning: boolean;
}

export interface AutoTagRequest {
  /** empty: the whole library, or `photos` */
  paths: string[];
  /** photos of the library; null: the paths say which */
  photos: ChosenPhotos | null;
  write: 'none' | 'csv' | 'xmp';
  csvFile: string | null;
  /** names of labels; empty: all of the active model's */
  labels: string[];
  isDryRun: boolean;
}

/** What a person takes of a stranger's opinion. */
export interface StarterAcceptance {
  /** the job that found it */
  jobId: JobId;
  /** of the labels taken, in this language */
  names: string[];
  /** photos at least this sure */
  confidence: number;
  language: 'en' | 'de';
}

export interface AutoTagRunSummary {
  id: number;
  modelId: number | null;
  state: 'running' | 'done' | 'cancelled' | 'undone';
  writeMode: 'none' | 'csv' | 'xmp';
  startedAt: number;
  photos: number;
}

export const menuActions = [
  'import-folder',
  'import-files',
  'import-labels',
  'undo',
  'redo',
  'select-all',
  'find',
  'show-library',
  'show-session',
  'show-train',
  'show-thresholds',
  'show-review',
  'show-auto-tag',
  'show-settings',
  'show-keys',
] as const;
export type MenuAction = (typeof menuActions)[number];

export const requests = {
  'app.describe': request<undefined, AppDescription>(nothing),
  'settings.get': request<undefined, WindowSettings>(nothing),
  'settings.set': request<Partial<WindowSettings>, WindowSettings>(windowSettingsChangeSchema),

  'library.summary': request<undefined, ShownLibrary>(nothing),
  'library.choosePhotos': request<'files' | 'folders', string[]>(z.enum(['files', 'folders'])),
  'library.chooseLabelsFile': request<undefined, string | null>(nothing),
  'library.import': request<{ paths: string[]; labelsFile: string | null }, JobId>(
    z.object({ paths: z.array(path), labelsFile: path.nullable() }),
  ),
  'library.recent': request<undefined, string[]>(nothing),
  'library.open': request<string, ShownLibrary>(path),
  'library.chooseAndOpen': request<'open' | 'create', ShownLibrary | null>(z.enum(['open', 'create'])),
  'library.sizeBytes': request<undefined, number>(nothing),
  'library.backup': request<undefined, string | null>(nothing),
  'problems.list': request<undefined, LibraryProblem[]>(nothing),
  'problems.retry': request<undefined, JobId>(nothing),

  'photos.query': request<PhotoQuery, PhotoSet>(photoQuery),
  'photos.findDuplicates': request<undefined, JobId | null>(nothing),
  'photos.heatMaps': request<PhotoId, HeatMaps>(photoId),
  'photos.facets': request<undefined, PhotoFacets>(nothing),
  'photos.cards': request<PhotoId[], PhotoCard[]>(z.array(photoId).max(2000)),
  'photos.details': request<PhotoId, PhotoDetails>(photoId),
  'photos.explain': request<PhotoId, PhotoExplanation>(photoId),
  'photos.showInFolder': request<PhotoId, void>(photoId),
  /** the person drags these off the window; the first one is under the pointer */
  'photos.drag': request<PhotoId[], void>(photoIds.min(1)),
  /** of dropped paths those that were not dragged off this very window last */
  'photos.notDraggedOff': request<string[], string[]>(z.array(path)),
  'photos.nextUntagged': request<PhotoId | null, PhotoId | null>(photoId.nullable()),

  'labels.list': request<undefined, LabelCount[]>(nothing),
  'labels.add': request<string, LabelCount>(labelName),
  'labels.rename': request<{ labelId: LabelId; name: string }, void>(z.object({ labelId, name: labelName })),
  'labels.merge': request<{ from: LabelId; into: LabelId }, void>(z.object({ from: labelId, into: labelId })),
  'labels.delete': request<LabelId, void>(labelId),
  'labels.setLook': request<{ labelId: LabelId; color: string | null; shortcut: string | null }, void>(
    z.object({ labelId, color: z.string().max(20).nullable(), shortcut: z.string().max(5).nullable() }),
  ),

  'tags.tally': request<PhotoId[], SelectionTally>(photoIds),
  /** for how many of the photos the active model suggests which label; empty for more than 20,000 photos */
  'tags.suggestions': request<PhotoId[], SelectionSuggestion[]>(photoIds),
  /** answers every open suggestion of a label among the photos */
  'tags.answerSuggested': request<
    { photoIds: PhotoId[]; labelId: LabelId; value: AnnotationValue },
    EditState
  >(z.object({ photoIds, labelId, value: z.enum(['present', 'absent']) })),
  'tags.change': request<TagChange, EditState>(tagChange),
  'starterLabels.start': request<undefined, JobId>(nothing),
  /** what was seen when it was last looked; null when nobody has */
  'starterLabels.latest': request<undefined, { jobId: JobId; opinion: StarterOpinion } | null>(nothing),
  'starterLabels.queue': request<StarterQuery, StarterQueue>(
    z.object({
      word: labelName.nullable(),
      names: z.record(z.string().max(400), labelName),
      language: z.enum(languages),
      confidence: probability,
      limit: z.number().int().min(1).max(5000),
    }),
  ),
  'starterLabels.answer': request<StarterAnswers, EditState>(
    z.object({
      name: labelName,
      answers: z
        .array(z.object({ photoId, value: z.enum(['present', 'absent']), score: probability }))
        .min(1)
        .max(1_000_000),
    }),
  ),
  'starterLabels.accept': request<StarterAcceptance, StarterReport>(
    z.object({
      jobId,
      names: z.array(labelName).max(1000),
      confidence: probability,
      language: z.enum(['en', 'de']),
    }),
  ),
  'edits.state': request<undefined, EditState>(nothing),
  'edits.undo': request<undefined, EditState>(nothing),
  'edits.redo': request<undefined, EditState>(nothing),

  'training.preview': request<undefined, TrainingPreview>(nothing),
  'training.estimate': request<Partial<TrainingSettings>, TrainingEstimate | null>(
    chosenTrainingSettingsSchema,
  ),
  /** null when hardly any photo is new to the network */
  'training.lookingTime': request<BackboneId, LookingTime | null>(z.enum(backboneIds)),
  'training.start': request<Partial<TrainingSettings>, JobId>(chosenTrainingSettingsSchema),
  'training.followUp': request<undefined, JobId | null>(nothing),
  'models.list': request<undefined, ModelSummary[]>(nothing),
  'models.show': request<ModelId, Model>(modelId),
  /** measures of a model without validation photos; null: it has some, or nothing was cross-validated */
  'models.crossValidated': request<ModelId, Evaluation | null>(modelId),
  'models.activate': request<ModelId, void>(modelId),
  'models.delete': request<ModelId, void>(modelId),
  'models.moved': request<{ modelId: ModelId; previousId: ModelId }, MovedPhoto[]>(
    z.object({ modelId, previousId: modelId }),
  ),

  'thresholds.list': request<undefined, LabelThreshold[]>(nothing),
  'thresholds.reach': request<undefined, LabelReach[]>(nothing),
  'thresholds.view': request<string, ThresholdView>(labelName),
  'thresholds.set': request<{ label: string; apply: number; suggest: number }, LabelThreshold>(
    z.object({ label: labelName, apply: probability, suggest: probability }),
  ),
  'thresholds.tune': request<{ objective: ThresholdObjective; labels: string[] }, LabelThreshold[]>(
    z.object({ objective: thresholdObjective, labels: z.array(labelName) }),
  ),
  'thresholds.undo': request<undefined, LabelThreshold[]>(nothing),

  'review.queue': request<ReviewQuery, ReviewQueue>(
    z.object({
      order: z.enum(reviewOrders),
      labelId: labelId.nullable(),
      limit: z.number().int().min(1).max(5000),
    }),
  ),
  'review.suspicious': request<SuspiciousQuery, SuspiciousQueue>(
    z.object({ labelId: labelId.nullable(), limit: z.number().int().min(1).max(5000) }),
  ),
  'review.above': request<{ labelId: LabelId; score: number }, { photoId: PhotoId; score: number }[]>(
    z.object({ labelId, score: probability }),
  ),

  'autoTag.start': request<AutoTagRequest, JobId>(
    z
      .object({
        paths: z.array(path),
        photos: chosenPhotosSchema.nullable(),
        write: z.enum(['none', 'csv', 'xmp']),
        csvFile: path.nullable(),
        labels: z.array(labelName).max(10_000),
        isDryRun: z.boolean(),
      })
      .refine(({ paths, photos }) => photos === null || paths.length === 0),
  ),
  'autoTag.chooseCsvFile': request<undefined, string | null>(nothing),
  'autoTag.runs': request<undefined, AutoTagRunSummary[]>(nothing),
  'autoTag.undo': request<undefined, JobId>(nothing),

  'jobs.list': request<undefined, Job[]>(nothing),
  'jobs.cancel': request<JobId, void>(jobId),
  'jobs.result': request<JobId, unknown>(jobId),
  'jobs.problems': request<JobId, JobProblem[]>(jobId),

  'sample.start': request<undefined, JobId>(nothing),
  'sample.leave': request<undefined, void>(nothing),
  'sample.report': request<undefined, MainJobReport | null>(nothing),
};

export type RequestName = keyof typeof requests;
export type InputOf<Name extends RequestName> = z.infer<(typeof requests)[Name]['input']>;
export type OutputOf<Name extends RequestName> =
  NonNullable<(typeof requests)[Name]['output']> extends never
    ? void
    : Exclude<(typeof requests)[Name]['output'], undefined>;

/** One answer per request; a missing or wrong one does not compile. */
export type Handlers = {
  [Name in RequestName]: (input: InputOf<Name>) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

/** Events announce a new state; they never carry a command. */
export interface Events {
  'job.changed': Job;
  'library.changed': ShownLibrary;
  'training.epoch': EpochRecord;
  /** tags or scores changed; null: too many photos to name, or all of them */
  'photos.changed': { photoIds: PhotoId[] | null };
  'edits.changed': EditState;
  /** a menu item or its accelerator was chosen */
  'menu.chosen': MenuAction;
}
export type EventName = keyof Events;

/** What crosses the border back to the window. */
export type Answer<Output> = { ok: true; value: Output } | { ok: false; failure: FailureData };
