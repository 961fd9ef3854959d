import type { ExportFormat, ExportOptions } from '../../contract/export-options.ts';

/** What has been filled in so far. */
export interface ExportDraft {
  readonly format: ExportFormat;
  /** Whether only the columns that are shown are written, in their order. */
  readonly isAsShown: boolean;
  /** Place of the column that makes the groups; null: no groups. */
  readonly groupBy: number | null;
  readonly split: ExportOptions['split'];
  readonly colorScales: readonly number[];
  readonly isNeutralised: boolean;
  /** Whether csv names units beside the names of columns. */
  readonly hasUnits: boolean;
  /** Whether every cell is written as the person's file has it. */
  readonly isAsWritten: boolean;
}

export const firstDraft: ExportDraft = {
  ...{ format: 'xlsx', isAsShown: true, groupBy: null, split: 'sheets', colorScales: [], isNeutralised: true },
  ...{ hasUnits: true, isAsWritten: false },
};

/** Whether the columns shown are others than the table's, or stand in another order. */
export function differs(columnCount: number, shownColumns: readonly number[]): boolean {
  return shownColumns.length !== columnCount || shownColumns.some((place, index) => place !== index);
}

/** The options of the export; what does not go with its format is left out. */
export function optionsOf(draft: ExportDraft, columnCount: number, shownColumns: readonly number[]) {
  const { format, groupBy, hasUnits, isNeutralised } = draft;
  const columns = draft.isAsShown && differs(columnCount, shownColumns) ? [...shownColumns] : null;
  const split = groupBy === null || format === 'xlsx' ? draft.split : 'files';
  const written = new Set(columns ?? Array.from({ length: columnCount }, (_, place) => place));
  const colorScales =
    format === 'xlsx' && !draft.isAsWritten ? draft.colorScales.filter((place) => written.has(place)) : [];
  return {
    format,
    columns,
    groupBy,
    split: groupBy === null ? ('sheets' as const) : split,
    colorScales,
    isNeutralised,
    hasUnits,
  };
}
