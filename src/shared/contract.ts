/**
 * Everything the window can ask of main, one line per request, and everything main tells the window.
 * Adding a request touches this table, its answer in src/main/requests, and its caller.
 */

import { z } from 'zod';
import type { EngineDescription } from './engine-description.ts';
import type { FailureData } from './errors.ts';
import type { JobId, ModelId } from './ids.ts';
import type { Job } from './job.ts';
import type { LabelCount } from './label.ts';
import type { LibrarySummary } from './library-summary.ts';
import type { MainJobReport } from './main-job-report.ts';
import type { EpochRecord, Model, ModelSummary } from './model.ts';

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

export const requests = {
  'app.describe': request<undefined, AppDescription>(nothing),
  'library.summary': request<undefined, ShownLibrary>(nothing),
  'labels.list': request<undefined, LabelCount[]>(nothing),
  'models.list': request<undefined, ModelSummary[]>(nothing),
  'models.show': request<ModelId, Model>(modelId),
  'jobs.list': request<undefined, Job[]>(nothing),
  'jobs.cancel': request<JobId, void>(jobId),
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
}
export type EventName = keyof Events;

/** What crosses the border back to the window. */
export type Answer<Output> = { ok: true; value: Output } | { ok: false; failure: FailureData };
