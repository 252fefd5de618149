/** What assistive software needs, checked by axe. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/**
 * Fails with every violation and the elements that it concerns.
 *
 * part  a selector; the whole page without it
 */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  // Playwright's Electron page cannot open the blank tab that axe would run in otherwise.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (part === undefined ? builder : builder.include(part)).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}
