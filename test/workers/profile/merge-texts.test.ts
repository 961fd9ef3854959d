import { describe, expect, test, vi } from 'vitest';
import { type Kernel, threadKernel } from '../../../workers/kernel-instance.ts';
import { mergeTexts } from '../../../workers/profile/merge-texts.ts';
import { cellKind, columnView } from '../../../workers/tabular/segment.ts';
import { buildSegments, type TestCell } from './table-builder.ts';

/** Every text has the same hashes, so that only the comparison of their bytes tells them apart. */
vi.mock('../../../workers/profile/hash-entries.ts', () => ({
  hashEntries: (kernel: Kernel, { count }: { count: number }, _: number, target: number) =>
    kernel.words.fill(7, target >> 2, (target >> 2) + count * 2),
}));

/** Cells by text, read back through the merged entries. */
function countMerged(cells: readonly TestCell[], cuts: readonly number[]) {
  const views = buildSegments([cells], cuts).map((segment) => columnView(segment, 0));
  const texts = mergeTexts(views);
  const words = (at: number) => threadKernel().words.subarray(at >> 2, (at >> 2) + texts.size);
  const firsts = words(texts.firstsAt);
  const textCounts = words(texts.textCountsAt);
  const entries = new Map<TestCell, Set<number>>();
  let row = 0;
  for (const [segment, view] of views.entries()) {
    for (let index = 0; index < view.rows; index++, row++) {
      if (view.kinds[index] !== cellKind.text) continue;
      const entry = firsts[(texts.starts[segment] ?? 0) + (view.codes?.[index] ?? 0)] ?? -1;
      const cell = cells[row] ?? null;
      entries.set(cell, (entries.get(cell) ?? new Set()).add(entry));
    }
  }
  const inUse = textCounts.filter((count) => count > 0).length;
  const counts = [...entries].map(([cell, places]) => [cell, [...places].map((entry) => textCounts[entry])]);
  return { inUse, counts: Object.fromEntries(counts) as Record<string, number[]> };
}

describe('mergeTexts', () => {
  test('keeps texts with the same hashes apart, and joins the same texts over all segments', () => {
    const cells = ['red', 'green', 'red', null, 'blue', 'green', '', 'red', 'redder', 'blue', 'green', 'rec', 'redder'];
    cells.push(
      'a long text one',
      'a long text two',
      'a long text one',
      'a long text',
      'eight by',
      'eight bx',
      'eight by',
    );
    const { inUse, counts } = countMerged(cells, [3, 3, 6, 9]);
    expect(counts).toMatchObject({ red: [3], green: [3], blue: [2], redder: [2], rec: [1] });
    expect(counts).toMatchObject({
      'a long text one': [2],
      'a long text two': [1],
      'a long text': [1],
      'eight by': [2],
    });
    expect(inUse).toBe(Object.keys(counts).length);
  });
});
