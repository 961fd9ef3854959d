import { describe, expect, it } from 'vitest';
import type { ColumnMixtures } from '../../../../contract/orders.ts';
import { columnsReadAsText } from '../../../../engine/recipes/table/columns-read-as-text.ts';

const part = (texts: number[], values: number[], ids: number[]): ColumnMixtures => ({
  texts: Float64Array.from(texts),
  values: Float64Array.from(values),
  ids: Float64Array.from(ids),
});

describe('columns that are read as text', () => {
  it('are those in which text prevails or leading zeros show ids', () => {
    const whole = part([0, 9, 10, 1, 1, 5], [10, 10, 10, 100, 1000, 0], [0, 0, 0, 1, 1, 0]);
    expect(columnsReadAsText([whole])).toEqual([2, 3]);
  });

  it('are the same when one part holds the texts and another the numbers', () => {
    const whole = part([6, 2], [4, 8], [0, 0]);
    const cut = [part([0, 0], [4, 5], [0, 0]), part([6, 2], [0, 3], [0, 0])];
    expect(columnsReadAsText(cut)).toEqual(columnsReadAsText([whole]));
    expect(columnsReadAsText(cut)).toEqual([0]);
  });

  it('are none where cells bear their own types', () => {
    expect(columnsReadAsText([null, null])).toEqual([]);
    expect(columnsReadAsText([])).toEqual([]);
  });
});
