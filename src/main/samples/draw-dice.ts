/** The chances of a drawn scene: a seeded stream per scene and purpose, and the few draws the drawing needs. */

import { createSeededRandom } from '../../shared/seeded-random.ts';

export interface Dice {
  /** uniform in [low, high) */
  between(low: number, high: number): number;
  /** uniform whole number from low to high, both included */
  whole(low: number, high: number): number;
  /** true with this probability, 0..1 */
  chance(probability: number): boolean;
  /** one of the choices, each as likely */
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** one of the choices, as likely as its weight */
  weighted<Choice>(choices: readonly (readonly [Choice, number])[]): Choice;
  /** normal around 0 */
  normal(deviation: number): number;
}

/**
 * Makes the dice of one scene.
 *
 * seed     of the sample set: any whole number
 * number   of the scene (or block of scenes) in the set, 0 to 2^30
 * purpose  0..3: keeps streams apart that must not influence one another
 */
export function createDice(seed: number, number: number, purpose: number): Dice {
  // 21 mixed bits of the seed above 32 bits that name the stream: no two streams of one set share a start.
  const mixedSeed = Math.imul((seed ^ Math.floor(seed / 4294967296)) | 0, 0x9e3779b1) >>> 11;
  const random = createSeededRandom(mixedSeed * 4294967296 + ((number * 4 + purpose) >>> 0));
  const between = (low: number, high: number) => low + (high - low) * random.next();
  return {
    between,
    whole: (low, high) => low + random.integer(high - low + 1),
    chance: (probability) => random.next() < probability,
    pick: (choices) => choices[random.integer(choices.length)]!,
    weighted(choices) {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let left = random.next() * total;
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return choices.at(-1)![0];
    },
    normal: (deviation) => random.normal() * deviation,
  };
}
