import type { ModelFeature, PackedEnsemble } from '../../contract/models/model-document.ts';
import type { ScratchFile } from '../../contract/orders.ts';
import { readJson, writeJson } from '../compare/write-json.ts';
import { packEnsemble, unpackEnsemble } from '../models/pack-ensemble.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import type { RoundScores } from '../trees/fit/fit-result.ts';

/** What a fit gave, or how far it was when it paused. */
export interface FitFile {
  readonly features: readonly ModelFeature[];
  readonly ensemble: TreeEnsemble;
  /** Metric by round. */
  readonly history: readonly RoundScores[];
  readonly bestRound: number;
  /** Gain by feature; empty while the fit is paused. */
  readonly gains: readonly number[];
}

type StoredFit = Omit<FitFile, 'ensemble'> & { readonly ensemble: PackedEnsemble };

export function writeFit(fit: FitFile, scratchPath: string): ScratchFile {
  return writeJson(scratchPath, { ...fit, ensemble: packEnsemble(fit.ensemble) } satisfies StoredFit);
}

export async function readFit(path: string): Promise<FitFile> {
  const stored = await readJson<StoredFit>(path);
  return { ...stored, ensemble: unpackEnsemble(stored.ensemble) };
}

/** The first `rounds` rounds of an ensemble. */
export function firstRounds(ensemble: TreeEnsemble, rounds: number): TreeEnsemble {
  const trees = rounds * ensemble.outputs;
  if (trees >= ensemble.treeOutputs.length) return ensemble;
  // Nodes and sets beyond stay where they are: nothing points at them.
  return {
    ...ensemble,
    treeStarts: ensemble.treeStarts.slice(0, trees + 1),
    treeOutputs: ensemble.treeOutputs.slice(0, trees),
  };
}
