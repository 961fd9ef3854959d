import type { FeatureColumn } from '../feature-column.ts';
import type { BinnedFeature } from './binned-feature.ts';
import type { FitRows } from './fit-rows.ts';

/**
 * Bins of categories: one for each, in the order of their codes; of too many, the most frequent have one each and the others
 * share the last. Codes beyond the levels count as missing.
 */
export function binCategories(
  { codes, levels }: Extract<FeatureColumn, { kind: 'category' }>,
  rows: FitRows,
  maxBins: number,
  target: Uint8Array,
): BinnedFeature {
  const counts = new Uint32Array(levels);
  let hasMissing = false;
  for (let index = 0; index < rows.train.length; index++) {
    const code = codes[rows.train[index]!]!;
    if (code >= 0 && code < levels) counts[code]!++;
    else hasMissing = true;
  }
  const binOfCode = new Uint8Array(levels);
  // Categories of which training has no row are treated as missing ones: nothing is known of them.
  const known = Array.from(counts.keys()).filter((code) => counts[code]! > 0);
  const own = known.length <= maxBins ? known : mostFrequent(known, counts, maxBins - 1);
  const bins = known.length <= maxBins ? known.length + 1 : maxBins + 1;
  if (known.length > maxBins) for (const code of known) binOfCode[code] = maxBins;
  own.forEach((code, place) => {
    binOfCode[code] = place + 1;
  });
  const put = (places: Uint32Array, from: number) => {
    for (let index = 0; index < places.length; index++) {
      const code = codes[places[index]!]!;
      target[from + index] = code >= 0 && code < levels ? binOfCode[code]! : 0;
    }
  };
  put(rows.train, 0);
  put(rows.validation, rows.validationPlace);
  return { kind: 'category', bins, hasMissing, binOfCode };
}

function mostFrequent(codes: readonly number[], counts: Uint32Array, wanted: number): readonly number[] {
  const sorted = [...codes].sort((a, b) => counts[b]! - counts[a]! || a - b);
  return sorted.slice(0, wanted).sort((a, b) => a - b);
}
