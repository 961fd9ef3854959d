import type { TreeEnsemble } from '../ensemble.ts';
import { goesLeft } from '../score/goes-left.ts';
import type { RowBlock } from '../score/row-block.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import type { PathEdges } from './path-edges.ts';

/**
 * Adds the Shapley values of one tree for one row to `contributions` (from `at` on, by feature).
 *
 * The game is that of path-dependent TreeSHAP (Lundberg et al. 2020, algorithm 1): a coalition knows the row's values of its
 * features, and takes both ways, by their shares of the training rows, where it does not know. A leaf is then a product over
 * the features of its path, of a factor that is 1 or 0 where the feature is known and its share z where it is not, and the
 * Shapley value of such a product is an integral (Owen 1972): (o − z) × ∫ Π over the others (z + (o − z) t) dt, t from 0 to 1.
 * A quadrature of half as many points as there are features is exact; the sums over leaves go along the edges, as in Linear
 * TreeSHAP (Yu et al. 2022), so a row costs nodes × points.
 */
export function addPathContributions(
  ensemble: TreeEnsemble,
  edges: PathEdges,
  block: RowBlock,
  rowAt: number,
  contributions: Float64Array,
  at: number,
): void {
  const { first, count, parents, features, sameAbove, shares } = edges;
  if (count < 2) return;
  const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(edges.longestPath / 2)));
  const size = points.length;
  const passes = new Uint8Array(count);
  const factors = new Float64Array(count * size).fill(1);
  const products = new Float64Array(count * size);
  const sums = new Float64Array(count * size);
  passes[0] = 1;
  products.fill(1, 0, size);
  for (let edge = 1; edge < count; edge++) {
    const parent = first + parents[edge]!;
    const isLeft = ensemble.leftNodes[parent] === first + edge;
    const above = sameAbove[edge]!;
    const isTaken = goesLeft(ensemble, parent, block[rowAt + features[edge]!]!) === isLeft;
    passes[edge] = isTaken && (above < 0 || passes[above] === 1) ? 1 : 0;
    const share = shares[edge]!;
    const gap = passes[edge]! - share;
    for (let point = 0; point < size; point++) {
      const factor = share + gap * points[point]!;
      factors[edge * size + point] = factor;
      const replaced = above < 0 ? 1 : factors[above * size + point]!;
      products[edge * size + point] = (products[parents[edge]! * size + point]! * factor) / replaced;
    }
  }
  for (let edge = count - 1; edge > 0; edge--) {
    const node = first + edge;
    const isLeaf = ensemble.splitFeatures[node]! < 0;
    const above = sameAbove[edge]!;
    const gap = passes[edge]! - shares[edge]!;
    const gapAbove = above < 0 ? 0 : passes[above]! - shares[above]!;
    let amount = 0;
    for (let point = 0; point < size; point++) {
      const place = edge * size + point;
      const sum = isLeaf ? ensemble.values[node]! * products[place]! : sums[place]!;
      sums[parents[edge]! * size + point]! += sum;
      const replaced = above < 0 ? 0 : gapAbove / factors[above * size + point]!;
      amount += weights[point]! * sum * (gap / factors[place]! - replaced);
    }
    contributions[at + features[edge]!]! += amount;
  }
}
