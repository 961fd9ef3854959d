import type { ModelFeature, PackedEnsemble } from '../../contract/models/model-document.ts';
import type { ScratchFile } from '../../contract/orders.ts';
import { readJson, writeJson } from '../compare/write-json.ts';
import { packEnsemble, unpackEnsemble } from '../models/pack-ensemble.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import type { RoundScores } from '../trees/fit/fit-result.ts';
import { sumOfEnsembles } from '../trees/sum-of-ensembles.ts';

/** What one fit gave, or how far it was when it paused. */
export interface FitMember {
  /** Trees that the fit started from. */
  readonly start: TreeEnsemble | null;
  /** Trees of its rounds. */
  readonly ensemble: TreeEnsemble;
  /** Metric by round. */
  readonly history: readonly RoundScores[];
  readonly bestRound: number;
}

/** One fit, or several of the same rows whose mean is the model. */
export interface FitFile {
  readonly features: readonly ModelFeature[];
  readonly members: readonly FitMember[];
}

interface StoredFit {
  readonly features: FitFile['features'];
  readonly members: readonly (Omit<FitMember, 'start' | 'ensemble'> & {
    readonly start: PackedEnsemble | null;
    readonly ensemble: PackedEnsemble;
  })[];
}

export function writeFit({ features, members }: FitFile, scratchPath: string): ScratchFile {
  const packed = members.map(({ ensemble, start, ...member }) => {
    return { ...member, start: start && packEnsemble(start), ensemble: packEnsemble(ensemble) };
  });
  return writeJson(scratchPath, { features, members: packed } satisfies StoredFit);
}

export async function readFit(path: string): Promise<FitFile> {
  const { features, members } = await readJson<StoredFit>(path);
  const unpacked = members.map(({ ensemble, start, ...member }): FitMember => {
    return { ...member, start: start && unpackEnsemble(start), ensemble: unpackEnsemble(ensemble) };
  });
  return { features, members: unpacked };
}

/** The model of a fit: of each member what it started from and its first `rounds` (null: all) rounds, and of several the mean. */
export function modelOfFit({ members }: FitFile, rounds: readonly number[] | null): TreeEnsemble {
  const share = 1 / members.length;
  const parts = members.flatMap(({ ensemble, start }, place) => {
    const counted = rounds === null ? ensemble : firstRounds(ensemble, rounds[place]!);
    return [...(start ? [{ ensemble: start, share }] : []), { ensemble: counted, share }];
  });
  if (parts.length === 1) return parts[0]!.ensemble;
  const baseScores = members[0]!.ensemble.baseScores.map((_, output) =>
    members.reduce((sum, { ensemble }) => sum + share * ensemble.baseScores[output]!, 0),
  );
  return sumOfEnsembles(parts, baseScores);
}

/** Gain of a model by feature. */
export function gainsOf({ features, gains, splitFeatures, treeStarts }: TreeEnsemble): number[] {
  const found = new Array<number>(features).fill(0);
  for (let node = 0; node < treeStarts.at(-1)!; node++) {
    if (splitFeatures[node]! >= 0) found[splitFeatures[node]!]! += gains[node]!;
  }
  return found;
}

/** The first `rounds` rounds of an ensemble. */
function firstRounds(ensemble: TreeEnsemble, rounds: number): TreeEnsemble {
  const trees = rounds * ensemble.outputs;
  if (trees >= ensemble.treeOutputs.length) return ensemble;
  // Nodes and sets beyond stay where they are: nothing points at them.
  return {
    ...ensemble,
    treeStarts: ensemble.treeStarts.slice(0, trees + 1),
    treeOutputs: ensemble.treeOutputs.slice(0, trees),
  };
}
