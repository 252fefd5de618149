/** manifest.json of a backbone: the network, where its weights lie in weights.bin, and where they come from. */

import { z } from 'zod';
import { networkIds } from '../../shared/model.ts';
import { networkFields, problemOfNetwork } from './network-description.ts';

const offset = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z.string().regex(/^[\w.-]+$/);

/** One tensor in a weights file, row-major, little-endian, at a multiple of four bytes. */
const tensorSchema = z.intersection(
  z.object({ name: z.string().min(1), shape: z.array(z.number().int().positive()), offset }),
  z.discriminatedUnion('storage', [
    z.object({ storage: z.literal('float32') }),
    z.object({ storage: z.literal('float16') }),
    /** value = integer · scale, rounded to float32; scales: float32 at scalesOffset, one per index along channelAxis */
    z.object({ storage: z.literal('int8'), channelAxis: offset, scalesOffset: offset }),
  ]),
);

const weightsFileSchema = z.object({
  file: fileName,
  sizeBytes: z.number().int().positive(),
  sha256,
  tensors: z.array(tensorSchema).min(1),
});

export const backboneManifestSchema = z
  .object({
    format: z.literal('tagwright-backbone-1'),
    id: z.enum(networkIds),
    title: z.string().min(1),
    licence: z.string().min(1),
    copyright: z.string().min(1),
    /** origin of the weights and how they were checked, one sentence per entry */
    provenance: z.array(z.string().min(1)).min(1),
    ...networkFields,
    weights: weightsFileSchema,
    /** the classifier the backbone was pretrained with: `classifier/kernel` (width × classes), `classifier/bias` */
    classifier: z
      .object({
        weights: weightsFileSchema,
        labels: z.object({ file: fileName, sha256, count: z.number().int().positive() }),
      })
      .optional(),
  })
  .superRefine((manifest, context) => {
    const problem = problemOfNetwork(manifest);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['layers'], message: problem });
  });

export type TensorEntry = z.infer<typeof tensorSchema>;
export type WeightsFile = z.infer<typeof weightsFileSchema>;
export type BackboneManifest = z.infer<typeof backboneManifestSchema>;
