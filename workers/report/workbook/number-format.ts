/** A format that shows about four significant digits of `value`; whole numbers below 10,000 (years) keep their digits together. */
export function numberFormat(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return size < 10_000 ? '0' : '#,##0';
  if (size >= 1000) return size < 10_000 ? '0.0' : '#,##0.0';
  if (size >= 1) return '0.00';
  return size >= 0.001 ? '0.0000' : '0.00E+00';
}
