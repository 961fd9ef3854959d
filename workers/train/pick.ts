/** The values at `rows`, in their order. */
export function pick<A extends Float64Array | Int32Array>(values: A, rows: Uint32Array): A {
  const picked = new (values.constructor as new (length: number) => A)(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at] as number] as number;
  return picked;
}
