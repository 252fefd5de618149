/** Which elements show which rows of a grid. */

export interface ShownRow {
  row: number;
  /** the element it is shown by */
  key: number;
}

/**
 * Makes what assigns elements to rows. Elements are used again for other rows: by row number modulo the most that
 * were needed at once. The pinned row stays, wherever the view is.
 */
export function recyclingRows(): (
  first: number,
  end: number,
  pinned: number,
  rowCount: number,
) => ShownRow[] {
  let most = 1;
  return (first, end, pinned, rowCount) => {
    most = Math.max(most, end - first);
    const shown: ShownRow[] = [];
    for (let row = first; row < Math.min(end, rowCount); row += 1) shown.push({ row, key: row % most });
    if (pinned >= 0 && pinned < first) shown.unshift({ row: pinned, key: -1 });
    if (pinned >= end) shown.push({ row: pinned, key: -1 });
    return shown;
  };
}
