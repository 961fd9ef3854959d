import { exponential } from './exponential';
import { gradientsAt, marginsAt, outputsAt, rowsAt, scratchAt, targetsAt } from './layout';
import { putPair } from './put-pair';
import { factorsOf } from './row-factors';
import { address, firstRowOf, rowsOfChunk, word } from './words';

/** Smallest hessian, as in XGBoost. */
const leastHessian: f64 = 1e-16;

/**
 * Softmax of the rows of a chunk: gradient p − y and hessian 2 p (1 − p) of each class, as XGBoost has them, and the probability
 * of the true class, which is put behind the margins of the last class.
 */
export function softmaxGradients(chunk: i32, sums: usize, wantsGradients: bool): void {
  const count = rowsOfChunk(chunk);
  const first = firstRowOf(chunk);
  const outputs = word(outputsAt);
  const stride = (<usize>word(rowsAt)) << 3;
  const margins = address(marginsAt) + (first << 3);
  const targets = address(targetsAt) + (first << 3);
  const gradients = address(gradientsAt) + (first << 3);
  const chances = margins + <usize>outputs * stride;
  const scratch = address(scratchAt) + ((<usize>chunk * outputs) << 4);
  const one = f64x2.splat(1);
  if (wantsGradients) memory.fill(sums, 0, (<usize>outputs) << 4);
  for (let row = 0; row < count; row += 2) {
    const at = (<usize>row) << 3;
    let most = v128.load(margins + at);
    for (let output = 1; output < outputs; output++) {
      most = f64x2.max(most, v128.load(margins + <usize>output * stride + at));
    }
    let total = f64x2.splat(0);
    for (let output = 0; output < outputs; output++) {
      const power = exponential(f64x2.sub(v128.load(margins + <usize>output * stride + at), most));
      v128.store(scratch + ((<usize>output) << 4), power);
      total = f64x2.add(total, power);
    }
    const share = f64x2.div(one, total);
    const target = v128.load(targets + at);
    const factors = wantsGradients ? factorsOf(first, row, count) : one;
    let own = f64x2.splat(0);
    for (let output = 0; output < outputs; output++) {
      const chance = f64x2.mul(v128.load(scratch + ((<usize>output) << 4)), share);
      const isOwn = f64x2.eq(target, f64x2.splat(<f64>output));
      own = v128.bitselect(chance, own, isOwn);
      if (!wantsGradients) continue;
      const gradient = f64x2.mul(f64x2.sub(chance, v128.and(isOwn, one)), factors);
      const spread = f64x2.mul(f64x2.splat(2), f64x2.mul(chance, f64x2.sub(one, chance)));
      const hessian = f64x2.mul(f64x2.max(spread, f64x2.splat(leastHessian)), factors);
      putPair(gradients + <usize>output * stride + at, gradient, hessian);
      const sum = sums + ((<usize>output) << 4);
      const size = f64x2.abs(gradient);
      const sizes = f64x2.extract_lane(size, 0) + f64x2.extract_lane(size, 1);
      const hessians = f64x2.extract_lane(hessian, 0) + f64x2.extract_lane(hessian, 1);
      v128.store(sum, f64x2.add(v128.load(sum), f64x2.replace_lane(f64x2.splat(sizes), 1, hessians)));
    }
    v128.store(chances + at, own);
  }
}
