import { threadKernel } from '../kernel-instance.ts';

/**
 * `wanted` of the rows 0 … `rows` − 1, ascending, each set of that size equally likely and fixed by `seed`; all rows
 * when there are no more. Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).
 */
export function sampleRows(rows: number, wanted: number, seed: number): Uint32Array {
  if (rows <= wanted) return Uint32Array.from({ length: rows }, (_, row) => row);
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const at = call.allocate(wanted * 4 + 4);
  call.sampleRows(rows, wanted, seed, at);
  const sample = new Uint32Array(kernel.bytes.buffer, at, wanted).slice();
  call.release(mark);
  return sample;
}
