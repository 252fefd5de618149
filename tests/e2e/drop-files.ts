/** Dragging files of the disk over the window, as the system would. */

import type { CDPSession, Page } from '@playwright/test';

/** Drops files on the middle of the window. */
export async function dropFiles(page: Page, files: string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await send(client, files, 'dragEnter', 'dragOver', 'drop');
}

/** Holds files over the middle of the window; `look` sees it then; after that they are carried away again. */
export async function holdFilesOver(page: Page, files: string[], look: () => Promise<void>): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await send(client, files, 'dragEnter', 'dragOver');
  await look();
  await send(client, files, 'dragCancel');
  // The protocol's own cancel does not tell the page that the pointer has left it.
  await page.evaluate(`dispatchEvent(new DragEvent('dragleave'))`);
}

async function send(
  client: CDPSession,
  files: string[],
  ...types: ('dragEnter' | 'dragOver' | 'drop' | 'dragCancel')[]
): Promise<void> {
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of types) await client.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
}
