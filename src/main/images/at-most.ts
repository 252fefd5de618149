/** Keeps work that needs much memory from running all at once. */

/**
 * Makes a gate through which only so many tasks go at a time; the others wait in order.
 *
 * limit    at least 1
 * returns  a function that runs a task when there is room, and gives its result or failure
 */
export function atMost(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // The place goes straight to the next in line, so that no newcomer slips in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
