/** CRC-32's polynomial with its bits reversed. */
const polynomial = 0xedb88320;

/** The product of two polynomials over GF(2), modulo CRC-32's; the highest bit is the coefficient of x⁰. */
function multiply(one: number, other: number): number {
  let factor = other >>> 0;
  let product = 0;
  for (let bit = 31; bit >= 0; bit--) {
    if ((one >>> bit) & 1) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product >>> 0;
}

/** x to the power of `exponent`. */
function powerOfX(exponent: number): number {
  let power = 0x80000000;
  let square = 0x40000000;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiply(square, power);
    square = multiply(square, square);
  }
  return power >>> 0;
}

/**
 * The CRC-32 of two pieces written one after the other, from those of each and the length of the second: appending n bytes
 * multiplies a checksum by x⁸ⁿ (Mark Adler's `crc32_combine` in zlib).
 */
export function joinChecksums(first: number, second: number, secondBytes: number): number {
  return (multiply(powerOfX(secondBytes * 8), first) ^ second) >>> 0;
}
