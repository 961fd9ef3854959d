import { Fault } from '../../../contract/faults.ts';
import type { NamedScratchFile, ProfileFacts } from '../../../contract/orders.ts';
import { engineVersion } from '../../version.ts';
import { optionsOf } from '../options-of.ts';
import type { RecipeContext } from '../recipe.ts';
import type { ProfilePlan } from './profile-plan.ts';
import type { ProfileShards } from './profile-shards.ts';

/**
 * Puts shards together to the files a person reads, in `scratchFolder`: all of them, or what can be shown before the
 * measures and the duplicates are there. The same shards give the same bytes.
 */
export async function assembleProfile(
  context: RecipeContext,
  plan: ProfilePlan,
  { table, groups, measures, duplicateRows }: ProfileShards,
  scratchFolder: string,
): Promise<readonly NamedScratchFile[]> {
  const described = groups.filter((group) => group !== null);
  if (!table || described.length < groups.length) throw new Error('a profile is put together before it is described');
  const { sha256, rows, raggedRows, undecodableCells, reader, textFormat } = table;
  const missingCells = described.reduce((sum, group) => sum + group.missingCells, 0);
  const facts: ProfileFacts = {
    ...{ sha256, engineVersion, rows, missingCells, raggedRows, undecodableCells, duplicateRows },
  };
  const correlations = measures.filter((measure) => measure !== null);
  const isComplete = correlations.length === measures.length && duplicateRows !== null;
  const { files } = await context.run('assemble-profile', {
    plan: { ...plan.table, reader, textFormat },
    descriptions: described.map(({ file }) => file),
    correlations: isComplete ? correlations : null,
    ...{
      facts: isComplete ? facts : { ...facts, duplicateRows: null },
      options: optionsOf(context.job, 'profile'),
      scratchFolder,
    },
  });
  if (isComplete && !files.some((file) => file.kind === 'profile-correlations')) {
    throw new Fault('INTERNAL', {}, { detail: 'the assembled profile lacks its correlations' });
  }
  return [...files, { ...table.importReport, kind: 'import-report', extension: '.json' }];
}
