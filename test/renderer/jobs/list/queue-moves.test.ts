import { describe, expect, it } from 'vitest';
import { edgeSpeed, gapAt } from '../../../../renderer/jobs/list/drag-geometry.ts';
import type { JobLine } from '../../../../renderer/jobs/list/job-line.ts';
import { moveToGap, placesAfterMove } from '../../../../renderer/jobs/list/queue-moves.ts';
import { lineHeightPx } from '../../../../renderer/jobs/rows/line-height.ts';
import { buildJob } from '../../../builders/build-job.ts';
import fc from '../../../builders/fast-check.ts';

const lines: JobLine[] = ['a', 'b', 'c', 'd', 'e'].map((key) => ({
  ...{ kind: 'job', key, isInBatch: false, job: { ...buildJob(), id: key } },
}));
const lineAt = (index: number): JobLine => lines[index] ?? { kind: 'pending', key: null, isInBatch: false };
const move = (ids: string[], gap: number) => moveToGap(ids, gap, lines.length, lineAt);

describe('dropping jobs between two others', () => {
  it('puts them before the one below, or at the end', () => {
    expect(move(['d'], 1)).toEqual({ ids: ['d'], beforeId: 'b' });
    expect(move(['a'], 5)).toEqual({ ids: ['a'], beforeId: null });
    expect(move(['a', 'c'], 4)).toEqual({ ids: ['a', 'c'], beforeId: 'e' });
  });
  it('never names one of the moved as the one below', () => {
    expect(move(['b', 'd'], 3)).toEqual({ ids: ['b', 'd'], beforeId: 'e' });
  });
  it('asks for nothing where nothing would change', () => {
    expect(move(['b'], 1)).toBeNull();
    expect(move(['b'], 2)).toBeNull();
    expect(move(['b', 'c'], 2)).toBeNull();
    expect(move(['e'], 5)).toBeNull();
  });
});

it('shows the lines at once in the order the engine will give', () => {
  const cases = fc.record({ moved: fc.uniqueArray(fc.nat(9), { minLength: 1 }), gap: fc.nat(10) });
  fc.assert(
    fc.property(cases, ({ moved, gap }) => {
      const sorted = [...moved].sort((a, b) => a - b);
      const places = placesAfterMove(sorted, gap);
      const shown: number[] = [];
      for (let place = 0; place < 10; place += 1) shown[places.get(place) ?? place] = place;
      const rest = Array.from({ length: 10 }, (_, place) => place).filter((place) => !sorted.includes(place));
      const above = rest.filter((place) => place < gap);
      expect(shown).toEqual([...above, ...sorted, ...rest.filter((place) => place >= gap)]);
    }),
  );
});

describe('while dragging', () => {
  it('finds the gap that is nearest', () => {
    expect(gapAt(0, 5)).toBe(0);
    expect(gapAt(lineHeightPx * 1.4, 5)).toBe(1);
    expect(gapAt(lineHeightPx * 1.6, 5)).toBe(2);
    expect(gapAt(-50, 5)).toBe(0);
    expect(gapAt(1e6, 5)).toBe(5);
  });
  it('scrolls near the edges alone, faster beyond them', () => {
    expect(edgeSpeed(300, 100, 600)).toBe(0);
    expect(edgeSpeed(110, 100, 600)).toBeLessThan(0);
    expect(edgeSpeed(90, 100, 600)).toBeLessThanOrEqual(edgeSpeed(110, 100, 600));
    expect(edgeSpeed(590, 100, 600)).toBeGreaterThan(0);
  });
});
