/**
 * Tables that the recorded figures of scikit-learn 1.2.1 (Python 3.11, numpy 1.24) were reckoned from, number for number: a generator
 * of Park & Miller (16807 modulo 2³¹ − 1, from 20240901 on), one table after the other.
 */
export const recordedRows = 600;

export function recordedNumbers(): () => number {
  let state = 20_240_901;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Probabilities in steps of a twentieth, with ties, zeros and ones, and classes that follow them somewhat. */
export function recordedClasses(
  next: () => number,
  classes: number,
): { truth: Float64Array; probabilities: Float64Array } {
  const truth = new Float64Array(recordedRows);
  const probabilities = new Float64Array(recordedRows * classes);
  for (let row = 0; row < recordedRows; row++) {
    const weights = Array.from({ length: classes }, () => 0.05 + next() ** 3);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const steps = weights.map((weight) => Math.round((weight / whole) * 20) / 20);
    const sum = steps.reduce((all, step) => all + step, 0);
    const own = steps.map((step) => step / sum);
    probabilities.set(own, row * classes);
    const draw = next();
    if (next() < 0.35) {
      truth[row] = Math.floor(next() * classes);
      continue;
    }
    let cumulated = 0;
    truth[row] = classes - 1;
    for (let place = 0; place < classes; place++) {
      cumulated += own[place]!;
      if (draw >= cumulated) continue;
      truth[row] = place;
      break;
    }
  }
  return { truth, probabilities };
}

/** True values and such that miss them by up to two. */
export function recordedValues(next: () => number): { truth: Float64Array; values: Float64Array } {
  const truth = Float64Array.from({ length: recordedRows }, () => next() * 30);
  return { truth, values: truth.map((value) => value + 4 * (next() - 0.5)) };
}

/** Three columns, and targets that follow them. */
export function recordedFeatures(next: () => number) {
  const cells = Array.from({ length: recordedRows }, () => [next() * 10, next() - 0.5, next() * next() * 1000]);
  const columns = [0, 1, 2].map((place) => Float64Array.from(cells, (row) => row[place]!));
  const standard = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
    return column.map((value) => (value - mean) / deviation);
  });
  const classes = Float64Array.from(cells, (_, row) => {
    const worth = 1.2 + 0.9 * standard[0]![row]! - 0.5 * standard[1]![row]! + (next() - 0.5) * 2.5;
    return Math.min(2, Math.max(0, Math.floor(worth)));
  });
  const noise = Float64Array.from(cells, () => (next() - 0.5) * 5);
  const values = columns[0]!.map(
    (value, row) => 3 * value - 20 * columns[1]![row]! + 0.01 * columns[2]![row]! + noise[row]!,
  );
  return { columns, classes, values };
}
