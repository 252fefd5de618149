/** Opens TensorFlow.js on the best backend there is: libtensorflow through tfjs-node, else WebAssembly. */

import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import util from 'node:util';
import type * as tensorFlowCore from '@tensorflow/tfjs-core';
import { AppError } from '../../shared/errors.ts';
import type { TrainingBackend } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';

/** Its functions. Code that computes with tensors is handed them; nothing else imports TensorFlow.js as a value. */
export type TensorFlowCore = typeof tensorFlowCore;

/** TensorFlow.js with its backend ready. */
export interface TensorFlow {
  tf: TensorFlowCore;
  backend: TrainingBackend;
  /** why this one, for a person: "libtensorflow 2.9.1", or why tfjs-node could not be loaded */
  reason: Sentence;
}

const load = createRequire(import.meta.url);
const TFJS_NODE = '@tensorflow/tfjs-node';

/**
 * Opens TensorFlow.js and makes one backend the current one. tfjs-core keeps one engine per process, so the
 * last call decides for all; calling again with the same wish costs nothing.
 *
 * options.prefer  the backend to try first; the default is 'tensorflow', with 'wasm' when it cannot be had
 * environment     TAGWRIGHT_TRAINING_BACKEND=tensorflow|wasm forces one; TAGWRIGHT_TFJS_NODE is the folder of a
 *                 tfjs-node package outside node_modules (scripts/native-tensorflow.ts makes one)
 * throws          AppError 'invalid-input' for another value of the variable; 'internal' when the forced backend,
 *                 or every backend, fails
 */
export async function openTensorFlow(
  options: { prefer?: TrainingBackend } = {},
  environment: NodeJS.ProcessEnv = process.env,
): Promise<TensorFlow> {
  const forced = forcedBackend(environment);
  const wanted = forced ?? options.prefer ?? 'tensorflow';
  const tf = await import('@tensorflow/tfjs-core');
  // Mutes "kernel is already registered" and the advice to install tfjs-node; it changes nothing else.
  tf.enableProdMode();
  if (wanted === 'wasm') {
    await useWasm(tf);
    const reason = say(forced ? 'backendReasons.wasmForced' : 'backendReasons.wasmAsked');
    return { tf, backend: 'wasm', reason };
  }
  try {
    return {
      tf,
      backend: 'tensorflow',
      reason: say('backendReasons.tensorflow', { version: await useTensorFlow(tf, environment) }),
    };
  } catch (error) {
    const isMissing = !environment.TAGWRIGHT_TFJS_NODE && !isInstalled(TFJS_NODE);
    const reason = isMissing
      ? say('backendReasons.notInstalled')
      : say('backendReasons.notLoaded', { reason: firstLine(error) });
    if (forced)
      throw new AppError('internal', say('installation.tensorflowForced', { reason }), {
        cause: error,
      });
    await useWasm(tf);
    return { tf, backend: 'wasm', reason };
  }
}

function forcedBackend(environment: NodeJS.ProcessEnv): TrainingBackend | null {
  const value = environment.TAGWRIGHT_TRAINING_BACKEND ?? '';
  if (value === '') return null;
  if (value === 'wasm' || value === 'tensorflow') return value;
  throw new AppError('invalid-input', say('installation.unknownBackend', { value }));
}

/** Returns the version of libtensorflow; '' when it does not tell. */
async function useTensorFlow(tf: TensorFlowCore, environment: NodeJS.ProcessEnv): Promise<string> {
  // tfjs-node 4.22 still calls a function that Node 23 removed.
  if (!('isNullOrUndefined' in util))
    Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  // libtensorflow lists the machine's instruction sets on stderr otherwise.
  environment.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // Every sum in one order, so that a seed gives the same weights again; it also silences oneDNN's own greeting.
  environment.TF_ENABLE_ONEDNN_OPTS ??= '0';
  const elsewhere = environment.TAGWRIGHT_TFJS_NODE;
  const binding = load(elsewhere ? resolve(elsewhere) : TFJS_NODE) as {
    version?: Record<string, string>;
    version_core?: string;
  };
  if (binding.version_core !== tf.version_core)
    throw new Error(`its tfjs-core is ${binding.version_core}, Tagwright's is ${tf.version_core}`);
  // tfjs-node may bring a second copy of tfjs-core; both share the one engine of the process, which this proves.
  if (!(await tf.setBackend('tensorflow')) || tf.getBackend() !== 'tensorflow')
    throw new Error('it did not register its backend');
  const version = (tf.backend() as unknown as { binding?: { TF_Version?: string } }).binding?.TF_Version;
  return version ?? '';
}

async function useWasm(tf: TensorFlowCore): Promise<void> {
  try {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    if (tf.findBackend('wasm') === null)
      wasm.setWasmPaths(
        join(dirname(load.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist') + sep,
      );
    if (await tf.setBackend('wasm')) return;
  } catch (error) {
    throw new AppError('internal', say('installation.noBackend', { reason: firstLine(error) }), {
      cause: error,
    });
  }
  throw new AppError('internal', say('installation.noBackend', { reason: 'WebAssembly failed to start' }));
}

/** False when the package itself is missing, as where it could not be built; what it needs may still be missing. */
function isInstalled(packageName: string): boolean {
  try {
    load.resolve(packageName);
    return true;
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]!.replace(/\.$/, '');
}
