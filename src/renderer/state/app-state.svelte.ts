/** The state of the whole window, handed down by context: useApp(). */

import { createContext } from 'svelte';
import { toFailure } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { ViewName, WindowSettings } from '../../shared/window-settings.ts';
import type { Api } from '../api.ts';
import { Keyboard } from '../keyboard/keyboard.ts';
import { failureWords } from '../messages/failure-words.ts';
import { DragOff } from './drag-off.svelte.ts';
import { tellImport } from '../tell-import.ts';
import { Imports } from './imports.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { Labels } from './labels.svelte.ts';
import { LibraryView } from './library-view.svelte.ts';
import { Photos } from './photos.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Settings } from './settings.svelte.ts';
import { Tagging } from './tagging.svelte.ts';
import { Training } from './training.svelte.ts';

export interface ToastAction {
  label: string;
  onpress: () => void;
}

export interface ToastNote {
  id: number;
  text: string;
  action: ToastAction | null;
  isWarning: boolean;
}

export class AppState {
  readonly api: Api;
  readonly library: LibraryView;
  readonly settings: Settings;
  readonly jobs: Jobs;
  readonly labels: Labels;
  readonly photos: Photos;
  readonly selection: Selection;
  readonly tagging: Tagging;
  readonly imports: Imports;
  readonly dragOff: DragOff;
  readonly training: Training;
  /** keys and menu items: `$effect(() => app.keyboard.onAll({ accept: () => … }))` */
  readonly keyboard: Keyboard;

  currentView = $state.raw<ViewName>('library');
  openedPhoto = $state.raw<PhotoId | null>(null);
  /** what the live region says */
  announcement = $state.raw('');
  toasts = $state.raw<ToastNote[]>([]);
  #toastId = 0;

  constructor(api: Api, stored: WindowSettings) {
    this.api = api;
    this.library = new LibraryView(api);
    this.settings = new Settings(api, stored);
    this.jobs = new Jobs(api);
    this.labels = new Labels(api);
    const { search, order, grouping } = stored;
    this.photos = new Photos(api, { search, order, grouping });
    this.selection = new Selection(this.photos);
    this.tagging = new Tagging(api, this.selection, {
      recent: stored.recentLabels,
      nameOf: (id) => this.labels.byId(id)?.name,
      keep: (recentLabels) => this.attempt(() => this.settings.change({ recentLabels })),
    });
    this.training = new Training(api);
    this.imports = new Imports(api, (id) => this.attempt(() => tellImport(this, id)));
    this.dragOff = new DragOff(api, (work) => this.attempt(work));
    this.keyboard = new Keyboard(() => this.settings.current.keys);
    this.currentView = stored.view;
  }

  /** Follows what main tells; returns what stops following. */
  follow(): () => void {
    const { api } = this;
    const stops = [
      this.jobs.follow(),
      this.tagging.follow(),
      this.training.follow(),
      api.on('menu.chosen', (action) => this.keyboard.perform(action)),
      api.on('photos.changed', ({ photoIds }) => {
        this.photos.forget(photoIds);
        this.attempt(() => Promise.all([this.labels.reload(), this.tagging.count()]));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Shows a view, and remembers it for the next start. */
  navigate(view: ViewName): void {
    if (view === this.currentView) return;
    this.currentView = view;
    this.attempt(() => this.settings.change({ view }));
  }

  /** Opens a photo large, in the library, from whichever view; null closes it. */
  openPhoto(id: PhotoId | null): void {
    this.openedPhoto = id;
    if (id !== null) {
      this.selection.select(id);
      this.navigate('library');
    }
  }

  /** Says something to a screen reader, politely. */
  announce(words: string): void {
    // The same words again are only read out when the region was empty in between.
    this.announcement = '';
    queueMicrotask(() => {
      this.announcement = words;
    });
  }

  /** Shows a short note for some seconds. */
  notify(words: string, action: ToastAction | null = null, isWarning = false): void {
    this.toasts = [...this.toasts.slice(-2), { id: ++this.#toastId, text: words, action, isWarning }];
  }

  dismissToast(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** Starts work and shows its failure as a note: for what a person set off by a key or a button. */
  attempt(work: () => Promise<unknown>): void {
    work().catch((error: unknown) => {
      const failure = toFailure(error);
      if (failure.code === 'cancelled') return;
      this.notify(failureWords(failure), null, true);
    });
  }

  /** Reads everything of the library that is shown now. */
  async reload(): Promise<void> {
    this.openedPhoto = null;
    this.selection.clear();
    this.selection.focused = null;
    this.photos.set = null;
    this.photos.forget(null);
    await Promise.all([
      this.jobs.reload(),
      this.labels.reload(),
      this.photos.load(),
      this.tagging.reload(),
      this.training.reload(),
    ]);
  }
}

export const [useApp, provideApp] = createContext<AppState>();
