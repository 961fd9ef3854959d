import type { TargetForm } from '../target-form.ts';

const steps = 60;
const [least, most] = [0.02, 50];

/**
 * The number that `margins` are divided by so that the log-loss on `rows` is least (Guo et al. 2017), by Newton's method in
 * its reciprocal, in which the loss is convex. The truth is held for a little less than certain, as if each class of n rows had been
 * missed once in n + 2 (Platt 1999): a few rows that are all told rightly would else make every later error one of endless cost.
 */
export function fitTemperature(
  form: TargetForm,
  margins: Float64Array,
  truth: Float64Array,
  rows: Uint32Array,
): number {
  let [low, high] = [1 / most, 1 / least];
  let scale = 1;
  const doubts = doubtsOf(form, truth, rows);
  for (let step = 0; step < steps && high - low > 1e-9 * scale; step++) {
    const { curvature, slope } = slopeAt(form, margins, truth, rows, doubts, scale);
    if (slope > 0) high = scale;
    else low = scale;
    const next = scale - slope / curvature;
    // Newton leaves the bracket where the loss is nearly straight; halving (of the logarithm) cannot.
    const settled = next > low && next < high ? next : Math.sqrt(low * high);
    if (Math.abs(settled - scale) < 1e-10 * scale) break;
    scale = settled;
  }
  return 1 / scale;
}

/** By class, how likely a row of it is one of the others. */
function doubtsOf({ classes }: TargetForm, truth: Float64Array, rows: Uint32Array): Float64Array {
  const counts = new Float64Array(classes);
  for (const row of rows) counts[truth[row] as number]!++;
  return counts.map((count) => 1 / (count + 2));
}

function slopeAt(
  form: TargetForm,
  margins: Float64Array,
  truth: Float64Array,
  rows: Uint32Array,
  doubts: Float64Array,
  scale: number,
) {
  const { classes } = form;
  let slope = 0;
  let curvature = 0;
  const weights = new Float64Array(classes);
  for (const row of rows) {
    if (form.task === 'binary') {
      const margin = margins[row] as number;
      const probability = 1 / (1 + Math.exp(-margin * scale));
      const place = truth[row] as number;
      slope += (probability - Math.abs(place - (doubts[place] as number))) * margin;
      curvature += probability * (1 - probability) * margin * margin;
      continue;
    }
    const offset = row * classes;
    let highest = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < classes; place++) highest = Math.max(highest, margins[offset + place] as number);
    let sum = 0;
    let mean = 0;
    let square = 0;
    let total = 0;
    for (let place = 0; place < classes; place++) {
      const margin = (margins[offset + place] as number) - highest;
      weights[place] = Math.exp(margin * scale);
      sum += weights[place] as number;
      mean += (weights[place] as number) * margin;
      square += (weights[place] as number) * margin * margin;
      total += margin;
    }
    mean /= sum;
    const own = truth[row] as number;
    const ofOwn = (margins[offset + own] as number) - highest;
    const doubt = doubts[own] as number;
    slope += mean - (1 - doubt) * ofOwn - (doubt * (total - ofOwn)) / (classes - 1);
    curvature += square / sum - mean * mean;
  }
  return { slope, curvature };
}
