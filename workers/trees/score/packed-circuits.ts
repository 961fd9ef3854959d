import { blockRows, circuitHeadWords, planeBytes, stepWords } from '../../score-kernel/layout.ts';
import { nodeFlag, type TreeEnsemble } from '../ensemble.ts';
import { ScoreKernel } from './score-kernel.ts';
import { circuitOf, firstResult, mostLeaves, ones, type TreeCircuit, zeros } from './tree-circuit.ts';
import { questionsOf, type TreeQuestions } from './tree-questions.ts';

/** Planes of the questions that are asked together, about: they stay in the second cache. */
const mostPlanes = 20_000;
/** Codes of categories are looked up in a table of so many words at most. */
const mostCodes = 2 ** 16;

/** Questions for numbers in the kernel's memory; addresses as `askThresholds` and `addMissing` take them. */
export interface PackedNumbers {
  readonly feature: number;
  readonly missingIsZero: boolean;
  readonly zeroIsMissing: boolean;
  readonly thresholdsAt: number;
  /** One more than half of the places of thresholds. */
  readonly half: number;
  readonly count: number;
  readonly planesAt: number;
  readonly pairsAt: number;
  readonly pairs: number;
}

/** Questions for categories in the kernel's memory; addresses as `findCodes` and `askSets` take them. */
export interface PackedSets {
  readonly feature: number;
  readonly limit: number;
  readonly missingAt: number;
  readonly questionsAt: number;
  readonly questions: number;
}

/** Some trees, one after the other, with all that they ask. */
export interface CircuitBatch {
  readonly numbers: readonly PackedNumbers[];
  readonly sets: readonly PackedSets[];
  readonly circuitsAt: number;
  readonly trees: number;
}

/** Rooms of the kernel's memory. */
export interface CircuitRooms {
  /** A column as it is, and as doubles. */
  readonly rawAt: number;
  readonly valuesAt: number;
  /** Of categories: a word for each code, the codes of the block, and their planes. */
  readonly knownAt: number;
  readonly codesAt: number;
  readonly codePlanesAt: number;
  readonly zerosAt: number;
  readonly onesAt: number;
  readonly resultsAt: number;
  readonly leavesAt: number;
  /** Of each output, one row after the other. */
  readonly marginsAt: number;
  readonly planesAt: number;
}

/** An ensemble as circuits, in a kernel of its own. */
export interface PackedCircuits {
  readonly kernel: ScoreKernel;
  readonly rooms: CircuitRooms;
  readonly batches: readonly CircuitBatch[];
}

const packed = new WeakMap<TreeEnsemble, PackedCircuits | null>();

/** The circuits of an ensemble, made once; null where a tree is too large or a set reaches too far. */
export function packedCircuitsOf(ensemble: TreeEnsemble): PackedCircuits | null {
  let made = packed.get(ensemble);
  if (made === undefined) {
    made = suitsCircuits(ensemble) ? packCircuits(ensemble) : null;
    packed.set(ensemble, made);
  }
  return made;
}

function suitsCircuits({ setSizes, treeOutputs, treeStarts }: TreeEnsemble): boolean {
  // A tree has a node less than two for each leaf.
  const isSmall = treeOutputs.every((_, tree) => treeStarts[tree + 1]! - treeStarts[tree]! < 2 * mostLeaves);
  return isSmall && setSizes.every((size) => size * 32 <= mostCodes);
}

interface Batch {
  readonly questions: TreeQuestions;
  readonly circuits: readonly TreeCircuit[];
  readonly outputs: Uint16Array;
}

function batchesOf(ensemble: TreeEnsemble, fromTree: number, toTree: number): Batch[] {
  const questions = questionsOf(ensemble, fromTree, toTree);
  if (questions.planes > mostPlanes && toTree - fromTree > 1) {
    const middle = (fromTree + toTree) >>> 1;
    return [...batchesOf(ensemble, fromTree, middle), ...batchesOf(ensemble, middle, toTree)];
  }
  const outputs = ensemble.treeOutputs.slice(fromTree, toTree);
  const circuits = Array.from(outputs, (_, at) => circuitOf(ensemble, fromTree + at, questions.planeOfNode));
  return [{ questions, circuits, outputs }];
}

function packCircuits(ensemble: TreeEnsemble): PackedCircuits {
  const kernel = new ScoreKernel();
  const batches = batchesOf(ensemble, 0, ensemble.treeOutputs.length);
  const most = (numbers: readonly number[]) => numbers.reduce((high, number) => Math.max(high, number), 0);
  const limit = most(batches.flatMap(({ questions }) => questions.sets.map((set) => set.limit)));
  const steps = most(batches.flatMap(({ circuits }) => circuits.map((circuit) => circuit.steps.length / stepWords)));
  const rooms: CircuitRooms = {
    ...{ rawAt: kernel.reserve(blockRows * 8), valuesAt: kernel.reserve(blockRows * 8) },
    knownAt: kernel.reserve(limit * 4),
    codesAt: kernel.reserve(blockRows * 4),
    codePlanesAt: kernel.reserve(limit > 0 ? blockRows * planeBytes : 0),
    ...{ zerosAt: kernel.reserve(planeBytes), onesAt: kernel.reserve(planeBytes) },
    resultsAt: kernel.reserve(steps * planeBytes),
    leavesAt: kernel.reserve(blockRows),
    marginsAt: kernel.reserve(ensemble.outputs * blockRows * 8),
    planesAt: kernel.reserve(most(batches.map(({ questions }) => questions.planes)) * planeBytes),
  };
  new Uint8Array(kernel.buffer).fill(255, rooms.onesAt, rooms.onesAt + planeBytes);
  const setsAt = kernel.keep(ensemble.setWords);
  return { kernel, rooms, batches: batches.map((batch) => packBatch(ensemble, kernel, rooms, setsAt, batch)) };
}

function packBatch(
  { setWords }: TreeEnsemble,
  kernel: ScoreKernel,
  rooms: CircuitRooms,
  setsAt: number,
  { circuits, outputs, questions }: Batch,
): CircuitBatch {
  const planeAt = (plane: number) => rooms.planesAt + plane * planeBytes;
  const numbers = questions.numbers.map(({ feature, firstPlane, pairs, reading, thresholds }): PackedNumbers => {
    const half = 2 ** Math.floor(Math.log2(thresholds.length));
    const places = new Float64Array(2 * half - 1).fill(Number.NaN);
    places.set(thresholds);
    return {
      feature,
      missingIsZero: (reading & nodeFlag.missingIsZero) !== 0,
      zeroIsMissing: (reading & nodeFlag.zeroIsMissing) !== 0,
      ...{ thresholdsAt: kernel.keep(places), half, count: thresholds.length, planesAt: planeAt(firstPlane) },
      ...{ pairsAt: kernel.keep(pairs.map(planeAt)), pairs: pairs.length / 2 },
    };
  });
  const sets = questions.sets.map((ofFeature): PackedSets => {
    const words = ofFeature.sets.flatMap(({ hasMissing, size, start }, at) => [
      ...[setsAt + start * setWords.BYTES_PER_ELEMENT, size * 32, hasMissing ? 1 : 0],
      planeAt(ofFeature.firstPlane + at + 1),
    ]);
    return {
      ...{ feature: ofFeature.feature, limit: ofFeature.limit, missingAt: planeAt(ofFeature.firstPlane) },
      ...{ questionsAt: kernel.keep(Int32Array.from(words)), questions: ofFeature.sets.length },
    };
  });
  const addressOf = (plane: number): number => {
    if (plane === zeros) return rooms.zerosAt;
    if (plane === ones) return rooms.onesAt;
    return plane >= firstResult ? rooms.resultsAt + (plane - firstResult) * planeBytes : planeAt(plane);
  };
  const size = circuits.reduce((sum, { bits, steps }) => sum + circuitHeadWords + steps.length + bits.length, 0);
  const words = new Int32Array(size);
  let at = 0;
  circuits.forEach(({ bits, steps, values }, place) => {
    const marginsAt = rooms.marginsAt + outputs[place]! * blockRows * 8;
    words.set([steps.length / stepWords, bits.length, kernel.keep(values), marginsAt], at);
    at += circuitHeadWords;
    for (const plane of steps) words[at++] = addressOf(plane);
    for (const plane of bits) words[at++] = addressOf(plane);
  });
  return { numbers, sets, circuitsAt: kernel.keep(words), trees: circuits.length };
}
