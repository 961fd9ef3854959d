import type { TargetForm } from '../target-form.ts';

const steps = 60;
const [least, most] = [0.02, 50];

/**
 * The number that `margins` are divided by so that the log-loss on `rows` is least (Guo et al. 2017), by Newton's method in
 * its reciprocal, in which the loss is convex.
 */
export function fitTemperature(
  form: TargetForm,
  margins: Float64Array,
  truth: Float64Array,
  rows: Uint32Array,
): number {
  let [low, high] = [1 / most, 1 / least];
  let scale = 1;
  for (let step = 0; step < steps && high - low > 1e-9 * scale; step++) {
    const { curvature, slope } = slopeAt(form, margins, truth, rows, scale);
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

function slopeAt(form: TargetForm, margins: Float64Array, truth: Float64Array, rows: Uint32Array, scale: number) {
  const { classes } = form;
  let slope = 0;
  let curvature = 0;
  const weights = new Float64Array(classes);
  for (const row of rows) {
    if (form.task === 'binary') {
      const margin = margins[row] as number;
      const probability = 1 / (1 + Math.exp(-margin * scale));
      slope += (probability - (truth[row] as number)) * margin;
      curvature += probability * (1 - probability) * margin * margin;
      continue;
    }
    const offset = row * classes;
    let highest = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < classes; place++) highest = Math.max(highest, margins[offset + place] as number);
    let sum = 0;
    let mean = 0;
    let square = 0;
    for (let place = 0; place < classes; place++) {
      const margin = (margins[offset + place] as number) - highest;
      weights[place] = Math.exp(margin * scale);
      sum += weights[place] as number;
      mean += (weights[place] as number) * margin;
      square += (weights[place] as number) * margin * margin;
    }
    mean /= sum;
    slope += mean - ((margins[offset + (truth[row] as number)] as number) - highest);
    curvature += square / sum - mean * mean;
  }
  return { slope, curvature };
}
