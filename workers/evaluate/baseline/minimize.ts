/** A function to be made least: gives its value at `at` and writes its gradient into `gradient`. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

const memory = 10;
const sufficientDecrease = 1e-4;

/**
 * Goes down a smooth convex function from `start` (which is changed) until the largest part of the gradient is below
 * `tolerance`. Limited-memory BFGS with backtracking (Nocedal & Wright 2006, algorithms 7.4, 7.5 and 3.1).
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { iterations, tolerance }: { readonly iterations: number; readonly tolerance: number },
): { at: Float64Array; isSettled: boolean } {
  const size = start.length;
  let at = start;
  let gradient = new Float64Array(size);
  let value = objective(at, gradient);
  const pairs: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (largest(gradient) < tolerance) return { at, isSettled: true };
    const direction = downwards(gradient, pairs);
    let slope = dot(direction, gradient);
    if (slope >= 0) {
      for (let place = 0; place < size; place++) direction[place] = -(gradient[place] as number);
      slope = -dot(gradient, gradient);
      pairs.length = 0;
    }
    let length = pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let nextValue = Number.POSITIVE_INFINITY;
    for (let trial = 0; trial < 40; trial++) {
      for (let place = 0; place < size; place++) {
        next[place] = (at[place] as number) + length * (direction[place] as number);
      }
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + sufficientDecrease * length * slope) break;
      length /= 2;
    }
    if (!(nextValue < value)) return { at, isSettled: true };
    const step = next.map((there, place) => there - (at[place] as number));
    const change = nextGradient.map((there, place) => there - (gradient[place] as number));
    const curvature = dot(step, change);
    if (curvature > 1e-12 * dot(change, change)) pairs.push({ step, change, curvature });
    if (pairs.length > memory) pairs.shift();
    [at, gradient, value] = [next, nextGradient, nextValue];
  }
  return { at, isSettled: largest(gradient) < tolerance };
}

function downwards(
  gradient: Float64Array,
  pairs: readonly { step: Float64Array; change: Float64Array; curvature: number }[],
): Float64Array {
  const direction = gradient.map((part) => -part);
  const shares = new Float64Array(pairs.length);
  for (let pair = pairs.length - 1; pair >= 0; pair--) {
    const { change, curvature, step } = pairs[pair] as (typeof pairs)[number];
    shares[pair] = dot(step, direction) / curvature;
    add(direction, change, -(shares[pair] as number));
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let place = 0; place < direction.length; place++) direction[place] = (direction[place] as number) * scale;
  }
  for (const [pair, { change, curvature, step }] of pairs.entries()) {
    add(direction, step, (shares[pair] as number) - dot(change, direction) / curvature);
  }
  return direction;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < one.length; place++) sum += (one[place] as number) * (other[place] as number);
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let place = 0; place < to.length; place++) to[place] = (to[place] as number) + times * (what[place] as number);
}

const largest = (parts: Float64Array): number => parts.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
