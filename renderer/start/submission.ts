import type { RecipeName, SubmissionInput } from '../../contract/recipes.ts';
import type { ChosenItem } from '../store/start-slice.ts';

/** What of the chosen files can start now, and what is left out and why. */
export interface StartPlan {
  readonly ready: readonly ChosenItem[];
  /** Jobs that would be made: one for each chosen sheet. */
  readonly tableCount: number;
  readonly readingCount: number;
  readonly faultCount: number;
}

export function planStart(items: readonly ChosenItem[]): StartPlan {
  const ready = items.filter((item) => item.state === 'ready' && item.ticket && item.sheets.length > 0);
  return {
    ready,
    tableCount: ready.reduce((count, item) => count + item.sheets.length, 0),
    readingCount: items.filter((item) => item.state === 'reading').length,
    faultCount: items.filter((item) => item.state === 'fault').length,
  };
}

/** The request that starts `items`. Sheets are always named: what runs is what the person saw chosen. */
export function submissionOf(items: readonly ChosenItem[], recipe: RecipeName): SubmissionInput {
  return {
    recipe,
    inputs: items.flatMap((item) => {
      if (!item.ticket) return [];
      const isText = item.inspection?.format === 'csv';
      return [{ ticket: item.ticket.id, sheets: isText ? null : [...item.sheets] }];
    }),
  };
}
