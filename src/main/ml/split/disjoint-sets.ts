/** Things that belong together, joined pair by pair (union by the lowest member, paths halved). */

export interface DisjointSets {
  join(a: number, b: number): void;
  areJoined(a: number, b: number): boolean;
  /** Int32Array, one set number per thing: 0, 1, 2, … in the order of each set's first member */
  numbered(): Int32Array;
}

/** Starts with `size` things, each alone. */
export function createDisjointSets(size: number): DisjointSets {
  const parents = Int32Array.from({ length: size }, (_, index) => index);
  const rootOf = (thing: number): number => {
    while (parents[thing] !== thing) {
      parents[thing] = parents[parents[thing]!]!;
      thing = parents[thing]!;
    }
    return thing;
  };
  return {
    join(a, b) {
      const first = rootOf(a);
      const second = rootOf(b);
      if (first < second) parents[second] = first;
      else parents[first] = second;
    },
    areJoined: (a, b) => rootOf(a) === rootOf(b),
    numbered() {
      const numbers = new Int32Array(size);
      let next = 0;
      for (let thing = 0; thing < size; thing++) {
        const root = rootOf(thing);
        numbers[thing] = root === thing ? next++ : numbers[root]!;
      }
      return numbers;
    },
  };
}
