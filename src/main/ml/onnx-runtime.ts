/** ONNX Runtime. Nothing else imports it, so that it never loads before it was told to report to nobody. */

import { createRequire } from 'node:module';
import type * as onnxRuntime from 'onnxruntime-node';

// Releases from 1.29 on send usage data to Microsoft unless they find this while they load. An import statement would
// come first, wherever it stands.
process.env.ORT_DISABLE_TELEMETRY = '1';

const runtime = createRequire(import.meta.url)('onnxruntime-node') as typeof onnxRuntime;

/** A network, ready to run. */
export const InferenceSession = runtime.InferenceSession;
export type InferenceSession = onnxRuntime.InferenceSession;
export type SessionOptions = onnxRuntime.InferenceSession.SessionOptions;

/** What goes into a network and comes out of it. */
export const Tensor = runtime.Tensor;
