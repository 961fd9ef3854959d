import type { DriftLevel } from '../../../contract/comparison.ts';
import { driftThresholds } from '../../../contract/drift-thresholds.ts';
import type { ColumnMatch } from '../../../contract/predict/prediction-report.ts';

/** How far a spread has moved from that of the training; what chance alone may bring is no drift. */
export function driftOf(psi: number | null, psiByChance: number | null): DriftLevel {
  if (psi === null || (psiByChance !== null && psi <= psiByChance)) return 'none';
  if (psi >= driftThresholds.major) return 'major';
  return psi >= driftThresholds.moderate ? 'moderate' : 'none';
}

export interface NotedColumn {
  readonly column: string;
  readonly level: DriftLevel;
  readonly reason: 'absent' | 'drift' | 'unreadable' | 'unseen' | 'outOfRange';
  readonly count: number;
  readonly psi: number | null;
}

/** Columns a person should look at, the weightiest first: absent ones, those that drifted, those with odd cells. */
export function columnsWorthALook(columns: readonly ColumnMatch[]): readonly NotedColumn[] {
  const weightOf = { absent: 1e6, drift: 1e3, unreadable: 1, unseen: 1, outOfRange: 1 } as const;
  return columns
    .flatMap((match): { noted: NotedColumn; weight: number }[] => {
      const { column, source, psi, psiByChance, unreadableCells, unseenCells, outOfRangeCells } = match;
      const level = driftOf(psi, psiByChance);
      const noted = (reason: NotedColumn['reason'], count: number, size: number) => [
        { noted: { column, level, reason, count, psi }, weight: weightOf[reason] * (1 + size) },
      ];
      if (source === null) return noted('absent', 0, 0);
      if (level !== 'none') return noted('drift', 0, psi ?? 0);
      if (unreadableCells > 0) return noted('unreadable', unreadableCells, Math.min(0.99, unreadableCells / 1e6));
      if (unseenCells > 0) return noted('unseen', unseenCells, Math.min(0.9, unseenCells / 1e6));
      return outOfRangeCells > 0 ? noted('outOfRange', outOfRangeCells, Math.min(0.8, outOfRangeCells / 1e6)) : [];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ noted }) => noted);
}
