// Exponential and logarithm of our own: the same bits on every machine, and two lanes at once.

/** e^x of two lanes, exact to about 1e-15; x is held within ±708. */
export function exponential(x: v128): v128 {
  const held = f64x2.max(f64x2.min(x, f64x2.splat(708)), f64x2.splat(-708));
  const power = f64x2.nearest(f64x2.mul(held, f64x2.splat(1.4426950408889634)));
  // Cody and Waite: the rest is exact because the upper part of ln 2 has trailing zeros.
  let rest = f64x2.sub(held, f64x2.mul(power, f64x2.splat(0.69314718036912381649)));
  rest = f64x2.sub(rest, f64x2.mul(power, f64x2.splat(1.90821492927058770002e-10)));
  // The series of Taylor to the eleventh power, |rest| ≤ 0.347; in pairs (Estrin), which need not wait for each other.
  const square = f64x2.mul(rest, rest);
  const fourth = f64x2.mul(square, square);
  const low = quad(rest, square, 1, 1, 0.5, 0.16666666666666666);
  const middle = quad(
    rest,
    square,
    0.041666666666666664,
    0.008333333333333333,
    0.001388888888888889,
    0.0001984126984126984,
  );
  const high = quad(
    rest,
    square,
    0.0000248015873015873,
    2.7557319223985893e-6,
    2.755731922398589e-7,
    2.505210838544172e-8,
  );
  const sum = f64x2.add(low, f64x2.mul(fourth, f64x2.add(middle, f64x2.mul(fourth, high))));
  // 2^52 + 2^51 puts the whole number into the low bits, from where it becomes the exponent.
  const whole = f64x2.add(power, f64x2.splat(6755399441055744));
  const scale = i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52);
  return f64x2.mul(sum, scale);
}

/** a + b x + c x² + d x³. */
function quad(x: v128, square: v128, a: f64, b: f64, c: f64, d: f64): v128 {
  const first = f64x2.add(f64x2.splat(a), f64x2.mul(f64x2.splat(b), x));
  const second = f64x2.add(f64x2.splat(c), f64x2.mul(f64x2.splat(d), x));
  return f64x2.add(first, f64x2.mul(square, second));
}

/** The natural logarithm of a positive, normal number, exact to about 1e-15. */
export function logarithmOf(x: f64): f64 {
  let bits = reinterpret<i64>(x);
  let power = <i32>((bits >> 52) & 0x7ff) - 1023;
  bits = (bits & 0x000fffffffffffff) | 0x3ff0000000000000;
  let part = reinterpret<f64>(bits);
  if (part > 1.4142135623730951) {
    part *= 0.5;
    power++;
  }
  // ln m = 2 artanh((m − 1) / (m + 1)); |ratio| ≤ 0.1716.
  const ratio = (part - 1) / (part + 1);
  const square = ratio * ratio;
  let sum: f64 = 1.0 / 19.0;
  sum = sum * square + 1.0 / 17.0;
  sum = sum * square + 1.0 / 15.0;
  sum = sum * square + 1.0 / 13.0;
  sum = sum * square + 1.0 / 11.0;
  sum = sum * square + 1.0 / 9.0;
  sum = sum * square + 1.0 / 7.0;
  sum = sum * square + 1.0 / 5.0;
  sum = sum * square + 1.0 / 3.0;
  sum = sum * square + 1;
  return 2 * ratio * sum + <f64>power * 0.6931471805599453;
}
