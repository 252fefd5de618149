/** The engine in a process of its own: starts it when needed, forwards calls, survives its end. */

import type { ChildProcess } from 'node:child_process';
import { AppError, fromFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { quietContext, type TaskContext } from '../task-context.ts';
import type { Engine } from './engine.ts';
import type { EngineMethod, FromEngine, ToEngine } from './messages.ts';

export interface RemoteEngineOptions {
  /** starts the engine process with an 'ipc' channel of `serialization: 'advanced'` */
  start(): ChildProcess;
  /** how long a cancelled call may go on before the process is killed; milliseconds */
  cancelGraceMs?: number;
  closeGraceMs?: number;
}

export interface RemoteEngine extends Engine {
  /** the running process's id, or null between two of them */
  processId(): number | null;
}

interface OpenCall {
  context: TaskContext;
  onPart: (part: unknown) => void | Promise<void>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Makes an engine that computes in a child process.
 *
 * The process starts with the first call and again with the first call after its end. When it ends unasked, the
 * calls it was busy with reject with AppError 'engine-stopped'. A cancelled call that does not stop within
 * cancelGraceMs (default 700) has its process killed and rejects with 'cancelled'; other open calls of the same
 * process then reject with 'engine-stopped'.
 */
export function createRemoteEngine(options: RemoteEngineOptions): RemoteEngine {
  const cancelGraceMs = options.cancelGraceMs ?? 700;
  const closeGraceMs = options.closeGraceMs ?? 1500;
  let child: ChildProcess | null = null;
  let nextId = 1;
  let isClosed = false;
  const open = new Map<number, OpenCall>();

  const send = (message: ToEngine): void => {
    if (child?.connected) child.send(message, () => {});
  };

  const receive = (message: FromEngine): void => {
    const call = open.get(message.id);
    if (!call) return;
    switch (message.kind) {
      case 'progress':
        call.context.report(message.progress);
        return;
      case 'part':
        Promise.resolve()
          .then(() => call.onPart(message.part))
          .then(
            () => send({ kind: 'part-taken', id: message.id, number: message.number }),
            (error: unknown) => {
              // The receiver failed (a full disk, say): its error is the call's outcome, not the engine's echo of it.
              settle(message.id, () => call.reject(error));
              send({ kind: 'cancel', id: message.id });
            },
          );
        return;
      case 'result':
        settle(message.id, () => call.resolve(message.result));
        return;
      case 'failure':
        settle(message.id, () => call.reject(fromFailure(message.failure)));
        return;
    }
  };

  const settle = (id: number, outcome: () => void): void => {
    if (open.delete(id)) outcome();
  };

  const ended = (process: ChildProcess): void => {
    if (child !== process) return;
    child = null;
    for (const [id, call] of [...open])
      settle(id, () =>
        call.reject(
          call.context.signal.aborted
            ? new AppError('cancelled', say('jobs.cancelled'))
            : new AppError('engine-stopped', say('jobs.engineStopped')),
        ),
      );
  };

  const ensureStarted = (): void => {
    if (child) return;
    const started = options.start();
    child = started;
    started.on('message', receive);
    started.once('exit', () => ended(started));
    started.once('error', () => ended(started));
  };

  const call = <Result>(
    method: EngineMethod,
    request: unknown,
    context: TaskContext,
    onPart: OpenCall['onPart'] = () => {},
  ): Promise<Result> => {
    if (isClosed) return Promise.reject(new AppError('engine-stopped', say('jobs.engineClosing')));
    if (context.signal.aborted) return Promise.reject(new AppError('cancelled', say('jobs.cancelled')));
    const id = nextId++;
    let graceTimer: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      send({ kind: 'cancel', id });
      const victim = child;
      graceTimer = setTimeout(() => victim?.kill('SIGKILL'), cancelGraceMs);
    };
    const outcome = new Promise<Result>((resolve, reject) => {
      open.set(id, { context, onPart, resolve: resolve as (result: unknown) => void, reject });
      ensureStarted();
      context.signal.addEventListener('abort', cancel, { once: true });
      send({ kind: 'call', id, method, request });
    });
    return outcome.finally(() => {
      clearTimeout(graceTimer);
      context.signal.removeEventListener('abort', cancel);
    });
  };

  return {
    processId: () => child?.pid ?? null,
    describe: () => call('describe', undefined, quietContext()),
    readPhotos: (request, context, onReadings) =>
      call('readPhotos', request, context, onReadings as OpenCall['onPart']),
    train: (request, context, onEpoch) => call('train', request, context, onEpoch as OpenCall['onPart']),
    timeFineTuning: (request, context) => call('timeFineTuning', request, context),
    score: (request, context, onScores) => call('score', request, context, onScores as OpenCall['onPart']),
    evaluate: (request, context) => call('evaluate', request, context),
    tuneThresholds: (request, context) => call('tuneThresholds', request, context),
    heldOutScores: (request, context) => call('heldOutScores', request, context),
    findSimilar: (request, context) => call('findSimilar', request, context),
    findNearDuplicates: (request, context) => call('findNearDuplicates', request, context),
    spreadPhotos: (request, context) => call('spreadPhotos', request, context),
    heatMaps: (request, context) => call('heatMaps', request, context),
    scoreStarterWords: (request, context) => call('scoreStarterWords', request, context),
    drawSamples: (request, context) => call('drawSamples', request, context),
    close: async () => {
      isClosed = true;
      const process = child;
      if (!process) return;
      const exited = new Promise<void>((resolve) => process.once('exit', () => resolve()));
      send({ kind: 'close' });
      const timer = setTimeout(() => process.kill('SIGKILL'), closeGraceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
