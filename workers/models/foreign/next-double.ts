const view = new DataView(new ArrayBuffer(8));

/** The smallest number of double precision above `value`: `x <= value` is `x < nextDouble(value)`. */
export function nextDouble(value: number): number {
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return value;
  if (value === 0) return Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** The smallest number of single precision above `value`, which is rounded to single precision first. */
export function nextSingle(value: number): number {
  const single = Math.fround(value);
  if (Number.isNaN(single) || single === Number.POSITIVE_INFINITY) return single;
  if (single === 0) return 2 ** -149;
  view.setFloat32(0, single);
  view.setInt32(0, view.getInt32(0) + (single > 0 ? 1 : -1));
  return view.getFloat32(0);
}
