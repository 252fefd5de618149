/** The window in German, every view of it: nothing that main or the engine says may stay English. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary, spoilSomeTags } from './trained-library.ts';

/** Words of English sentences that no German sentence, label or name has. */
const english =
  /\b(?:the|and|of|with|from|without|is|are|were|not|no|yet|this|that|your|you|its|it|to|for|by|on|than|what|how|when|each|every|again|photos?|folders?|files?|threshold|settings|library|problems?|warning|search|reading|scoring|training ended|left|done|finished|failed|cancel|score|accept|reject|undo|redo|show|choose|applied|suggested|missing|damaged|empty|read|Ctrl|Shift)\b/gi;

/** What a person sees or hears of the page: its text, names, tips and descriptions. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(`{
    const shown = document.body.innerText;
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext', 'aria-roledescription'];
    const told = [...document.querySelectorAll('*')].flatMap((element) =>
      attributes.map((name) => element.getAttribute(name) ?? ''),
    );
    [document.title, shown, ...told].join('\\n');
  }`);
}

async function expectGerman(page: Page): Promise<void> {
  // Paths, names of files and of libraries and the words of the query language are the same everywhere.
  const lines = (await wordsOf(page))
    .split('\n')
    .map((line) => line.replace(/My photos|(?:[\w-]*\/)+\S*|\S+\.\w{2,9}\b|\w+:\S+/g, ''));
  const found = lines.filter((line) => line.match(english));
  expect([...new Set(found)]).toEqual([]);
}

async function lookAt(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await expect(page.getByText('Wird geladen …')).toHaveCount(0);
  // What is asserted is in the document; the picture is of what is drawn.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await takePicture(app, `german-${name}`);
  await expectGerman(page);
}

async function chooseGerman(dataFolder: string): Promise<void> {
  await mkdir(join(dataFolder, 'window'), { recursive: true });
  await writeFile(join(dataFolder, 'window', 'settings.json'), JSON.stringify({ language: 'de' }));
}

const jobs = (page: Page) => page.getByRole('region', { name: 'Laufende Aufgabe' });

const startImport = (page: Page, paths: string[]) =>
  page.evaluate(`window.tagwright.request('library.import', ${JSON.stringify({ paths, labelsFile: null })})`);

test('speaks German on the first run, in every view', async ({ launch, dataFolder }) => {
  await chooseGerman(dataFolder);
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { name: 'Holen Sie Ihre Fotos herein' })).toBeVisible();
  await lookAt(app, page, 'first-run');
  for (const [index, view] of ['session', 'train', 'thresholds', 'review', 'auto-tag'].entries()) {
    await page.keyboard.press(`Control+${index + 2}`);
    await expect(page.getByRole('navigation').locator('[aria-current=page]')).toHaveCount(1);
    await lookAt(app, page, `empty-${view}`);
  }
});

test('speaks German in every view of a library with a model, of broken files and failed jobs', async ({
  launch,
  dataFolder,
}) => {
  await chooseGerman(dataFolder);
  const library = await makeTrainedLibrary(dataFolder, 60);
  await spoilSomeTags(dataFolder, library, 3);
  const { app, page } = await launch({ args: ['--library', library] });
  await expect(page.getByRole('grid')).toBeVisible();
  await lookAt(app, page, 'library');

  const folder = join(dataFolder, 'strange');
  await mkdir(folder);
  await writeFile(join(folder, 'empty.jpg'), '');
  await writeFile(join(folder, 'text.jpg'), 'only words');
  await writeFile(join(folder, 'drawing.jpg'), '8BPS and so on');
  await startImport(page, [folder]);
  await expect(jobs(page)).toContainText('Fotos importieren: fertig · 3 Probleme', { timeout: 60_000 });
  await lookAt(app, page, 'job-problems');
  await jobs(page).getByRole('button', { name: 'Zeigen' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('„text.jpg“ ist kein Bild. Tagwright liest JPEG');
  await expect(dialog).toContainText('„drawing.jpg“ ist eine Photoshop-Datei (PSD)');
  await expect(dialog).toContainText('„empty.jpg“ ist leer.');
  await lookAt(app, page, 'job-problems-dialog');
  await page.keyboard.press('Escape');
  await jobs(page).getByRole('button', { name: 'Ausblenden' }).click();

  await startImport(page, [join(dataFolder, 'nowhere')]);
  await expect(jobs(page)).toContainText('gibt es weder Datei noch Ordner', { timeout: 60_000 });
  await lookAt(app, page, 'failed-job');
  await jobs(page).getByRole('button', { name: 'Ausblenden' }).click();

  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await lookAt(app, page, 'tagging');
  await page.keyboard.press('Escape');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await lookAt(app, page, 'photo');
  await page.keyboard.press('Escape');

  for (const [index, view] of [
    'session',
    'train',
    'thresholds',
    'review',
    'auto-tag',
    'settings',
  ].entries()) {
    await page.keyboard.press(`Control+${index + 2}`);
    await expect(page.getByRole('navigation').locator('[aria-current=page]')).toHaveCount(1);
    await expect(page.getByText('…', { exact: true })).toHaveCount(0);
    await lookAt(app, page, view);
    if (view === 'train' || view === 'thresholds') {
      const figures = page.locator('figure').filter({ hasText: 'Stimmen die Wahrscheinlichkeiten' });
      await figures.getByText('Zahlen als Tabelle').click();
      await figures.scrollIntoViewIfNeeded();
      await lookAt(app, page, `${view}-reliability`);
    }
    if (view === 'review') {
      await page.getByRole('button', { name: 'Verdächtige Labels' }).click();
      await expect(page.getByTestId('suspicious-question')).toHaveText(/getaggt\. Stimmt das\?$/);
      await lookAt(app, page, 'second-look');
      for (const key of ['y', 'n', 'u']) await page.keyboard.press(key);
      await expect(page.getByText('1 jetzt unbekannt')).toBeVisible();
      await lookAt(app, page, 'second-look-answered');
      await page.getByRole('button', { name: 'Vorschläge' }).click();
    }
  }
  const problems = page.getByRole('region', { name: 'Problemdateien' });
  await expect(problems).toContainText('„empty.jpg“ ist leer.');
  await problems.scrollIntoViewIfNeeded();
  await lookAt(app, page, 'settings-problems');
});
