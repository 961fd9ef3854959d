/** Powers of ten that a double holds exactly. */
export const exactPowers: Float64Array = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const splitter = 2 ** 27 + 1;

/**
 * The double nearest to (high × 10^lowDigits + low) / 10^exponent, or NaN when the steps below cannot tell.
 * `high` has 15 digits, `low` at most 4, `exponent` is at most 22. The numerator is held as an unevaluated sum of two
 * doubles; the remainder of a first quotient is exact by Dekker's product (Dekker 1971, “A floating-point technique for
 * extending the available precision”); its share decides the rounding unless it lies too near to the middle.
 */
export function quotientOf(high: number, low: number, lowDigits: number, exponent: number): number {
  const power = exactPowers[lowDigits] as number;
  // numerator = major + minor, exactly
  const product = high * power;
  const productRest = restOfProduct(high, power, product);
  const major = product + low;
  const minor = low - (major - product) + productRest;
  const divisor = exactPowers[exponent] as number;
  const quotient = major / divisor;
  const back = quotient * divisor;
  const remainder = major - back - restOfProduct(quotient, divisor, back) + minor;
  const correction = remainder / divisor;
  const result = quotient + correction;
  const slack = Math.abs(correction) * 2 ** -40 + Math.abs(quotient) * 2 ** -96;
  return quotient + (correction - slack) === result && quotient + (correction + slack) === result ? result : Number.NaN;
}

/** a × b − product, exactly, where `product` is a × b rounded. */
function restOfProduct(a: number, b: number, product: number): number {
  const aScaled = a * splitter;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * splitter;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
