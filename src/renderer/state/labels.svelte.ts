/** The labels of the shown library. */

import type { LabelId } from '../../shared/ids.ts';
import type { LabelCount } from '../../shared/label.ts';
import type { Api } from '../api.ts';

export class Labels {
  all = $state.raw<LabelCount[]>([]);
  #byId = $derived(new Map(this.all.map((label) => [label.id, label])));

  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  byId(id: LabelId): LabelCount | undefined {
    return this.#byId.get(id);
  }

  /** Makes a new label, or finds the one of that name. */
  async add(name: string): Promise<LabelCount> {
    const label = await this.#api.call('labels.add', name);
    await this.reload();
    return label;
  }

  async reload(): Promise<void> {
    this.all = await this.#api.call('labels.list');
  }
}
