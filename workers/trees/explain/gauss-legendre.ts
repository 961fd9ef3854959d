/** Points and weights of a quadrature on 0..1. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

const known = new Map<number, Quadrature>();

/** Gauss–Legendre on 0..1 with `count` points: exact for polynomials of degree 2 × count − 1 (Newton's method on the Legendre polynomial). */
export function gaussLegendre(count: number): Quadrature {
  const earlier = known.get(count);
  if (earlier) return earlier;
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    let x = Math.cos((Math.PI * (place + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step++) {
      let previous = 1;
      let current = x;
      for (let degree = 2; degree <= count; degree++) {
        const next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree;
        previous = current;
        current = next;
      }
      slope = (count * (x * current - previous)) / (x * x - 1);
      const correction = current / slope;
      x -= correction;
      if (Math.abs(correction) < 1e-16) break;
    }
    points[place] = (1 - x) / 2;
    weights[place] = 1 / ((1 - x * x) * slope * slope);
  }
  const quadrature = { points, weights };
  known.set(count, quadrature);
  return quadrature;
}
