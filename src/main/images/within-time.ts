/** A limit for work that may never end. */

/**
 * Waits for work, but not for ever. What native code has begun goes on in the background; its result is dropped.
 *
 * limitMs     how long to wait
 * onTimeout   makes the error to throw
 */
export async function withinTime<T>(work: Promise<T>, limitMs: number, onTimeout: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onTimeout()), limitMs);
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
