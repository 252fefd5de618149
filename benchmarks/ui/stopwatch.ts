/** Times what a person sees: from an input event until the change it causes is painted. */

import type { Page } from 'playwright';

/** Runs in the page; the policy of the window allows no eval there, so everything travels as plain source. */
const install = `
window.stopwatch ??= {
  painted: () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(0);
  })),
  watch(eventType, snapshot) {
    const before = snapshot();
    let startedAt = null;
    let isSeen = false;
    this.result = new Promise((resolve) => {
      const start = (event) => { startedAt ??= event.timeStamp; };
      addEventListener(eventType, start, { capture: true });
      const look = () => {
        if (isSeen || startedAt === null || snapshot() === before) return;
        isSeen = true;
        observer.disconnect();
        removeEventListener(eventType, start, { capture: true });
        void this.painted().then((at) => resolve(at - startedAt));
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      setTimeout(() => resolve(null), 10000);
    });
  },
};`;

/**
 * Times one input.
 *
 * eventType  the DOM event that the input begins with; its own time stamp starts the watch
 * snapshot   source of an expression in the page; the watch stops at the paint after its value has changed
 * act        makes the input
 * returns    milliseconds; throws Error when nothing changed within 10 seconds
 */
export async function timeUntilSeen(
  page: Page,
  eventType: 'keydown' | 'pointerup' | 'click',
  snapshot: string,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(`${install} window.stopwatch.watch(${JSON.stringify(eventType)}, () => ${snapshot})`);
  await act();
  const elapsedMs = await page.evaluate<number | null>('window.stopwatch.result');
  if (elapsedMs === null) throw new Error(`Nothing changed within 10 seconds: ${snapshot}`);
  return elapsedMs;
}

/** Waits, in the page, until the expression is true; throws Error after 30 seconds. returns Date.now() of the paint */
export async function waitUntilPainted(page: Page, isReady: string): Promise<number> {
  const at = await page.evaluate<number | null>(`${install}
    new Promise((resolve) => {
      const give = setTimeout(() => resolve(null), 30000);
      const look = () => {
        if (!(${isReady})) return void setTimeout(look, 4);
        clearTimeout(give);
        void window.stopwatch.painted().then(() => resolve(Date.now()));
      };
      look();
    })`);
  if (at === null) throw new Error(`Not within 30 seconds: ${isReady}`);
  return at;
}
