import { blockRows, codeForm, doubleForm, planeBytes, singleForm } from '../../score-kernel/layout.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';
import type { PackedCircuits } from './packed-circuits.ts';
import type { ScoreKernel } from './score-kernel.ts';

/** LightGBM's kZeroThreshold: what is nearer to zero than this is zero. */
const zeroThreshold = 1e-35;

/** Adds the trees to the margins of the rows `fromRow` up to `toRow` (not included), in `result` as `scoreMargins` gives them. */
export function scoreByCircuits(
  ensemble: TreeEnsemble,
  { batches, kernel, rooms }: PackedCircuits,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
  result: Float64Array,
): void {
  const { outputs } = ensemble;
  const { call } = kernel;
  const rounds = ensemble.roundsToSingle ? 1 : 0;
  const margins = new Float64Array(kernel.buffer, rooms.marginsAt, outputs * blockRows);
  for (let start = fromRow; start < toRow; start += blockRows) {
    // Rows beyond the last one are what stood there before: they are scored, and not copied.
    const end = Math.min(start + blockRows, toRow);
    ensemble.baseScores.forEach((score, output) => {
      margins.fill(score, output * blockRows, (output + 1) * blockRows);
    });
    for (const { circuitsAt, numbers, sets, trees } of batches) {
      for (const {
        count,
        feature,
        half,
        missingIsZero,
        pairs,
        pairsAt,
        planesAt,
        thresholdsAt,
        zeroIsMissing,
      } of numbers) {
        const form = putColumn(kernel, rooms.rawAt, columns[feature]!, start, end);
        const width = zeroIsMissing ? zeroThreshold : -1;
        call.readNumbers(rooms.rawAt, form, rounds, missingIsZero ? 1 : 0, width, rooms.valuesAt);
        call.askThresholds(rooms.valuesAt, thresholdsAt, half, count, planesAt);
        if (pairs > 0) call.addMissing(pairsAt, pairs, planesAt + (count + 1) * planeBytes);
      }
      for (const { feature, limit, missingAt, questions, questionsAt } of sets) {
        const form = putColumn(kernel, rooms.rawAt, columns[feature]!, start, end);
        const { codePlanesAt, codesAt, knownAt, rawAt } = rooms;
        const count = call.findCodes(rawAt, form, limit, knownAt, missingAt, codesAt, codePlanesAt);
        call.askSets(questionsAt, questions, codesAt, count, codePlanesAt, missingAt);
      }
      call.runCircuits(circuitsAt, trees, rooms.resultsAt, rooms.zerosAt, rooms.leavesAt);
    }
    const at = (start - fromRow) * outputs;
    if (outputs === 1) result.set(margins.subarray(0, end - start), at);
    else {
      for (let output = 0; output < outputs; output++) {
        const own = output * blockRows;
        for (let row = 0, to = at + output; row < end - start; row++, to += outputs) result[to] = margins[own + row]!;
      }
    }
  }
}

/** Copies rows of a column to the kernel's memory; gives how they lie there. */
function putColumn(kernel: ScoreKernel, at: number, column: FeatureColumn, start: number, end: number): number {
  if (column.kind === 'category') {
    new Int32Array(kernel.buffer, at, end - start).set(column.codes.subarray(start, end));
    return codeForm;
  }
  const { values } = column;
  if (values instanceof Float32Array) {
    new Float32Array(kernel.buffer, at, end - start).set(values.subarray(start, end));
    return singleForm;
  }
  new Float64Array(kernel.buffer, at, end - start).set(values.subarray(start, end));
  return doubleForm;
}
