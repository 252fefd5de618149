/** By which column a table is sorted, and which way. */

export type SortDirection = 'ascending' | 'descending';

export class TableSort<Column extends string> {
  column = $state.raw() as Column;
  direction = $state<SortDirection>('descending');

  /** column  what the table is sorted by at first, the highest first */
  constructor(column: Column) {
    this.column = column;
  }

  /** Another column starts with its highest values, names with the first letters; the same one turns around. */
  by(column: Column): void {
    if (column === this.column) this.direction = this.direction === 'ascending' ? 'descending' : 'ascending';
    else this.direction = column === 'label' ? 'ascending' : 'descending';
    this.column = column;
  }
}
