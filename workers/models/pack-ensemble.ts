import type { PackedEnsemble } from '../../contract/models/model-document.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import { checkEnsemble } from './check-ensemble.ts';
import { damagedModel } from './model-reason.ts';

const arrayTypes = {
  baseScores: Float64Array,
  treeStarts: Uint32Array,
  treeOutputs: Uint16Array,
  splitFeatures: Int32Array,
  thresholds: Float64Array,
  leftNodes: Uint32Array,
  rightNodes: Uint32Array,
  flags: Uint8Array,
  setStarts: Uint32Array,
  setSizes: Uint32Array,
  setWords: Uint32Array,
  values: Float64Array,
  covers: Float64Array,
  gains: Float64Array,
} as const;

type ArrayName = keyof typeof arrayTypes;
const arrayNames = Object.keys(arrayTypes) as ArrayName[];

/** The arrays of an ensemble as texts for a ModelDocument. Every machine that Auspex runs on is little-endian. */
export function packEnsemble(ensemble: TreeEnsemble): PackedEnsemble {
  const texts = arrayNames.map((name) => {
    const { buffer, byteOffset, byteLength } = ensemble[name];
    return [name, Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64')];
  });
  const { outputs, features, roundsToSingle } = ensemble;
  return { outputs, features, roundsToSingle, ...(Object.fromEntries(texts) as Record<ArrayName, string>) };
}

/** The ensemble that was packed, proved to be walkable. Throws MODEL_DAMAGED. */
export function unpackEnsemble(packed: PackedEnsemble): TreeEnsemble {
  const arrays = arrayNames.map((name) => [name, unpackArray(packed[name], name)]);
  const { outputs, features, roundsToSingle } = packed;
  const ensemble = { outputs, features, roundsToSingle, ...Object.fromEntries(arrays) } as TreeEnsemble;
  checkEnsemble(ensemble);
  return ensemble;
}

function unpackArray(text: string, name: ArrayName) {
  const bytes = Buffer.from(text, 'base64');
  const type = arrayTypes[name];
  if (bytes.length % type.BYTES_PER_ELEMENT !== 0) throw damagedModel(`${name} ends in the middle of a value`);
  // A copy, since a Buffer may begin anywhere in its pool.
  return new type(Uint8Array.from(bytes).buffer as ArrayBuffer);
}
