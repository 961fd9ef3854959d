import * as layout from '../../trees-kernel/layout.ts';
import type { BoostingOptions } from '../boosting-options.ts';
import type { TrainingSet } from '../training-set.ts';
import { binCategories } from './bin-categories.ts';
import type { BinnedFeature } from './binned-feature.ts';
import type { Arena } from './fit-memory.ts';
import { type FitRows, fillPlaces } from './fit-rows.ts';
import type { LeaderPhases } from './phases.ts';

/** Raw columns that are in the memory at once, in bytes. */
const batchBytes = 192 << 20;

/**
 * Puts all features of a set into bins, each a column of bytes, as the rows of training ask for. The columns stand at the
 * address of the header's `columnsAt`.
 */
export function binFeatures(
  set: TrainingSet,
  rows: FitRows,
  { cuts: cutsAt, maxBins }: Pick<BoostingOptions, 'cuts' | 'maxBins'>,
  arena: Arena,
  phases: LeaderPhases,
): readonly BinnedFeature[] {
  const { features } = set;
  const columns = arena.take(features.length * rows.places);
  const cuts = arena.take(features.length * layout.mostBins * 4);
  const header = arena.words(layout.header, layout.headerBytes >> 2);
  header[layout.columnsAt >> 2] = columns;
  header[layout.columnBytesAt >> 2] = rows.places;
  header[layout.maxBinsAt >> 2] = maxBins;
  header[layout.cutsAtValuesAt >> 2] = cutsAt === 'values' ? 1 : 0;
  const mark = arena.top;
  const binned: BinnedFeature[] = [];
  const scratchBytes = 3 * 2048 * 4 + 8 * rows.train.length + 64;
  const atOnce = Math.max(1, Math.floor(batchBytes / (scratchBytes + rows.places * 4)));
  const numbers = features.flatMap((feature, index) => (feature.kind === 'number' ? [index] : []));
  for (let first = 0; first < numbers.length; first += atOnce) {
    const batch = numbers.slice(first, first + atOnce);
    const table = arena.take(batch.length * layout.sketchBytes);
    header[layout.sketchTableAt >> 2] = table;
    const entries = batch.map((index, place) => {
      const column = features[index]!;
      const values = arena.take(rows.places * 4);
      const scratch = arena.take(scratchBytes);
      if (column.kind === 'number') {
        const source = column.values;
        fillPlaces(rows, arena.singles(values, rows.places), (row) => source[row]!);
      }
      const entry = arena.words(table + place * layout.sketchBytes, layout.sketchBytes >> 2);
      entry[layout.sketchValues >> 2] = values;
      entry[layout.sketchBins >> 2] = columns + index * rows.places;
      entry[layout.sketchScratch >> 2] = scratch;
      entry[layout.sketchCuts >> 2] = cuts + index * layout.mostBins * 4;
      return entry;
    });
    phases.run(layout.sketchPhase, batch.length);
    batch.forEach((index, place) => {
      const count = entries[place]![layout.sketchCount >> 2]!;
      const hasMissing = entries[place]![layout.sketchHasMissing >> 2] !== 0;
      const found = arena.singles(cuts + index * layout.mostBins * 4, count).slice();
      const isFull = count === layout.mostBins - 1;
      binned[index] = { kind: 'number', bins: count + (isFull ? 1 : 2), hasMissing, isFull, cuts: found };
    });
    arena.release(mark);
  }
  features.forEach((feature, index) => {
    if (feature.kind !== 'category') return;
    binned[index] = binCategories(feature, rows, maxBins, arena.bytes(columns + index * rows.places, rows.places));
  });
  return binned;
}
