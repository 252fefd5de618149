/** Bringing photos in: by dialogs, by dropping, with a labels file or without. */

import type { JobId } from '../../shared/ids.ts';
import { splitDropped } from '../split-dropped.ts';
import type { Api } from '../api.ts';

export class Imports {
  /** goes along with the next import; a path, or null */
  labelsFile = $state.raw<string | null>(null);

  readonly #api: Api;

  readonly #onstart: (id: JobId) => void;

  /** onstart  told of every import */
  constructor(api: Api, onstart: (id: JobId) => void) {
    this.#api = api;
    this.#onstart = onstart;
  }

  /** Lets the person choose photos or folders and imports them; null when nothing was chosen. */
  async chooseAndImport(kind: 'files' | 'folders'): Promise<JobId | null> {
    const paths = await this.#api.call('library.choosePhotos', kind);
    return paths.length === 0 ? null : this.start(paths);
  }

  /** Lets the person choose a labels CSV and applies it; it names the photos itself. Null when nothing was chosen. */
  async chooseAndImportLabels(): Promise<JobId | null> {
    const file = await this.#api.call('library.chooseLabelsFile');
    if (file === null) return null;
    this.labelsFile = file;
    return this.start([]);
  }

  /** Lets the person choose the labels file of the next import. */
  async chooseLabelsFile(): Promise<void> {
    this.labelsFile = (await this.#api.call('library.chooseLabelsFile')) ?? this.labelsFile;
  }

  /** Takes what was dropped on the window: a library is opened, a CSV holds labels, the rest are photos. */
  async takeDropped(paths: readonly string[]): Promise<void> {
    const { library, labelsFile, photos } = splitDropped(paths);
    if (library !== null) await this.#api.call('library.open', library);
    else if (photos.length > 0 || labelsFile !== null) {
      this.labelsFile = labelsFile ?? this.labelsFile;
      await this.start(photos);
    }
  }

  /** Starts the import of files and folders, with the labels file where one was chosen. */
  async start(paths: string[]): Promise<JobId> {
    const id = await this.#api.call('library.import', { paths, labelsFile: this.labelsFile });
    this.labelsFile = null;
    this.#onstart(id);
    return id;
  }
}
