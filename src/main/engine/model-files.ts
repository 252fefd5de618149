/** A model's files: the head, and the scores of the photos it was not trained on. Written once, read with checks. */

import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { backboneIds, type BackboneId, type EmbeddingKey } from '../../shared/model.ts';
import type { CrossFit, LabelCalibration } from '../../shared/metrics/calibration.ts';
import { say } from '../../shared/sentences/say.ts';
import { deserializeHead, serializeHead, type Head } from '../ml/head.ts';
import type { HeldOutScores } from '../ml/judge-head.ts';

/** Held-out scores, with the photos named as the library names them. */
export interface StoredHeldOutScores extends Omit<HeldOutScores, 'indexes'> {
  photoIds: number[];
}

const labelCalibration = z.object({ scale: z.number().positive(), shift: z.number() });

const modelFile = z.object({
  format: z.literal(1),
  backbone: z.enum(backboneIds),
  /** absent in models of an earlier Tagwright, which fine-tuned nothing */
  embeddingKey: z.templateLiteral(['tuned:', z.string()]).or(z.enum(backboneIds)).optional(),
  labels: z.array(z.string()),
  heldOutSha256: z.string(),
  heldOut: z.object({
    photoIds: z.array(z.number()),
    isCrossValidated: z.array(z.number()),
  }),
  /** missing in models of the first versions, whose head is not calibrated */
  calibration: z.array(labelCalibration).optional(),
  /** these two are missing in models of earlier versions */
  crossFit: z
    .object({ foldOf: z.array(z.number().int().min(0)), calibrations: z.array(z.array(labelCalibration)) })
    .optional(),
  learnedOnly: z.array(z.number()).optional(),
});

export interface StoredModel {
  backbone: BackboneId;
  /** what the embeddings that the head takes are kept under */
  embeddingKey: EmbeddingKey;
  labels: string[];
  head: Head;
  heldOut: StoredHeldOutScores;
  /** already in the head and the held-out scores; null: they are not calibrated */
  calibration: LabelCalibration[] | null;
  /** of the held-out photos, in their order; null: not known */
  crossFit: CrossFit | null;
  /** photos that were learned from and of which no held-out score is kept; null: not known */
  learnedOnly: number[] | null;
}

/**
 * Writes model.json, head.bin and held-out.bin into a folder, model.json last: a folder without it is no model.
 *
 * Throws AppError 'no-access' or 'disk-full' when the system refuses.
 */
export async function writeModelFiles(folder: string, model: StoredModel): Promise<void> {
  const head = Buffer.from(serializeHead(model.head));
  const { probabilities, photoIds, isCrossValidated } = model.heldOut;
  const scores = Buffer.from(probabilities.buffer, probabilities.byteOffset, probabilities.byteLength);
  const description: z.infer<typeof modelFile> = {
    format: 1,
    backbone: model.backbone,
    embeddingKey: model.embeddingKey,
    labels: model.labels,
    heldOutSha256: sha256(scores),
    heldOut: { photoIds, isCrossValidated: [...isCrossValidated] },
    calibration: model.calibration ?? undefined,
    crossFit: model.crossFit ? { ...model.crossFit, foldOf: [...model.crossFit.foldOf] } : undefined,
    learnedOnly: model.learnedOnly ?? undefined,
  };
  try {
    await mkdir(folder, { recursive: true });
    await writeSynced(join(folder, 'head.bin'), head);
    await writeSynced(join(folder, 'held-out.bin'), scores);
    await writeSynced(join(folder, 'model.json'), Buffer.from(JSON.stringify(description)));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'no-access';
    throw new AppError(code, say('models.fileNotWritten', { folder, reason: (error as Error).message }), {
      cause: error,
    });
  }
}

/**
 * Reads a model's files back.
 *
 * Throws AppError 'not-found' when they are gone, 'damaged' when a checksum or the structure is wrong.
 */
export async function readModelFiles(folder: string): Promise<StoredModel> {
  const [text, head, scores] = await Promise.all(
    ['model.json', 'head.bin', 'held-out.bin'].map((name) => readPart(folder, name)),
  );
  const parsed = modelFile.safeParse(parseJson(text!.toString('utf8')));
  if (!parsed.success) throw damaged(folder, 'model.json');
  const description = parsed.data;
  if (sha256(scores!) !== description.heldOutSha256) throw damaged(folder, 'held-out.bin');
  // Copied, because a pooled Buffer need not start at a multiple of four bytes.
  const probabilities = new Float32Array(new Uint8Array(scores!).buffer);
  return {
    backbone: description.backbone,
    embeddingKey: description.embeddingKey ?? description.backbone,
    labels: description.labels,
    head: deserializeHead(new Uint8Array(head!)),
    calibration: description.calibration ?? null,
    crossFit: description.crossFit
      ? { ...description.crossFit, foldOf: Int8Array.from(description.crossFit.foldOf) }
      : null,
    learnedOnly: description.learnedOnly ?? null,
    heldOut: {
      photoIds: description.heldOut.photoIds,
      isCrossValidated: Uint8Array.from(description.heldOut.isCrossValidated),
      probabilities,
    },
  };
}

async function writeSynced(file: string, bytes: Buffer): Promise<void> {
  const temporary = `${file}.partial`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

async function readPart(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    throw new AppError('not-found', say('models.fileNotReadable', { file: join(folder, name) }), {
      cause: error,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(folder: string, name: string): AppError {
  return new AppError('damaged', say('models.fileDamaged', { file: join(folder, name) }));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
