import type { ScratchFile, TablePlan } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { readScratchJson } from './scratch-file.ts';

/** The column profiles of all `files` in the order of the plan. Throws when a column was not described. */
export async function loadDescriptions(plan: TablePlan, files: readonly ScratchFile[]): Promise<ColumnProfile[]> {
  const groups = await Promise.all(files.map((file) => readScratchJson<ColumnProfile[]>(file.path)));
  const byIndex = new Map(groups.flat().map((profile) => [profile.index, profile]));
  return plan.columnNames.map((_, place) => {
    const profile = byIndex.get(plan.sourceColumns[place] ?? place);
    if (!profile) throw new Error(`column ${place} has no description`);
    return profile;
  });
}
