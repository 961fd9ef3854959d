import { driftThresholds } from '../../../contract/drift-thresholds.ts';
import { hasDrifted } from '../column-reports.ts';
import type { Drift } from '../reference-counts.ts';
import { cell } from './front-sheet.ts';
import type { FrontWords } from './front-texts.ts';

const looks = { driftUnknown: 'label', driftNone: 'text', driftModerate: 'moderate', driftMajor: 'major' } as const;

/** A drift in a word, as strong as it is. */
export function driftCell(drift: Drift, word: FrontWords) {
  const degree = degreeOf(drift);
  return cell(word(degree), looks[degree]);
}

function degreeOf(drift: Drift): keyof typeof looks {
  if (drift.psi === null) return 'driftUnknown';
  if (hasDrifted(drift, driftThresholds.major)) return 'driftMajor';
  return hasDrifted(drift, driftThresholds.moderate) ? 'driftModerate' : 'driftNone';
}
