/*
 * The two inner loops of correlations as a WebAssembly module of some 450 bytes, assembled here: V8 makes scalar code of
 * JavaScript, while these take two numbers with each instruction and are about three times as fast. The instructions
 * fix the order of every sum, so the figures are the same on every machine.
 */

export interface MatrixKernel {
  /** The module's memory. Its functions address it by byte. */
  readonly numbers: Float64Array;
  /** Replaces each number from `at` to `end` by (number × scale − shift) × factor; their sum, in two parts, goes to `out`. */
  standardize(at: number, end: number, scale: number, shift: number, factor: number, out: number): void;
  /**
   * Puts the dot products of the columns at `a` and `b` with those at `p`, `q`, `r`, `s` to `out`: a·p, a·q … b·s, each
   * in two parts to be added. `end` is where column `a` ends.
   */
  multiply(a: number, b: number, p: number, q: number, r: number, s: number, end: number, out: number): void;
}

/** What of WebAssembly is used; the types of Node.js do not tell of it. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** A kernel with room for `count` numbers at least. Stretches it works on hold an even count of numbers, not 0. */
export function createMatrixKernel(count: number): MatrixKernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((count * 8) / 65_536) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { host: { memory } });
  const { standardize, multiply } = exports as Pick<MatrixKernel, 'standardize' | 'multiply'>;
  return { numbers: new Float64Array(memory.buffer), standardize, multiply };
}

// Byte codes: WebAssembly Core Specification 2.0, chapter 5.
const type = { i32: 0x7f, f64: 0x7c, v128: 0x7b, function: 0x60 } as const;
const end = 0x0b;
const loop = [0x03, 0x40];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const advance = (local: number) => [...get(local), 0x41, 16, 0x6a, ...set(local)];
const repeatWhileBelow = (local: number, limit: number) => [...get(local), ...get(limit), 0x49, 0x0d, 0, end];
const vector = (operation: number) => [0xfd, ...unsigned(operation)];
/** Addresses are multiples of 2³ bytes. */
const load = [...vector(0x00), 3, 0];
const store = (offset: number) => [...vector(0x0b), 3, ...unsigned(offset)];
const splat = vector(0x14);
const plus = vector(0xf0);
const minus = vector(0xf1);
const times = vector(0xf2);

function standardizeCode(): number[] {
  const [at, limit, scale, shift, factor, out] = [0, 1, 2, 3, 4, 5];
  const [scales, shifts, factors, sums, values] = [6, 7, 8, 9, 10];
  return bodyOf(5, [
    ...[...get(scale), ...splat, ...set(scales)],
    ...[...get(shift), ...splat, ...set(shifts)],
    ...[...get(factor), ...splat, ...set(factors)],
    ...loop,
    ...[
      ...get(at),
      ...load,
      ...get(scales),
      ...times,
      ...get(shifts),
      ...minus,
      ...get(factors),
      ...times,
      ...set(values),
    ],
    ...[...get(at), ...get(values), ...store(0)],
    ...[...get(sums), ...get(values), ...plus, ...set(sums)],
    ...advance(at),
    ...repeatWhileBelow(at, limit),
    ...[...get(out), ...get(sums), ...store(0)],
  ]);
}

function multiplyCode(): number[] {
  const columns = [0, 1, 2, 3, 4, 5];
  const [limit, out, sums, values] = [6, 7, 8, 16];
  const pairs = [0, 1, 2, 3, 4, 5, 6, 7];
  return bodyOf(14, [
    ...loop,
    ...columns.flatMap((column) => [...get(column), ...load, ...set(values + column)]),
    ...pairs.flatMap((pair) => {
      const [sum, left, right] = [sums + pair, values + (pair >> 2), values + 2 + (pair & 3)];
      return [...get(sum), ...get(left), ...get(right), ...times, ...plus, ...set(sum)];
    }),
    ...columns.flatMap(advance),
    ...repeatWhileBelow(0, limit),
    ...pairs.flatMap((pair) => [...get(out), ...get(sums + pair), ...store(16 * pair)]),
  ]);
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const { i32, f64 } = type;
  const signatures = [
    [i32, i32, f64, f64, f64, i32],
    [i32, i32, i32, i32, i32, i32, i32, i32],
  ].map((parameters) => [type.function, ...list(parameters.map((one) => [one])), 0]);
  const importedMemory = [...text('host'), ...text('memory'), 2, 0, 1];
  const exported = ['standardize', 'multiply'].map((name, place) => [...text(name), 0, place]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, signatures),
    ...section(2, [importedMemory]),
    ...section(3, [[0], [1]]),
    ...section(7, exported),
    ...section(10, [standardizeCode(), multiplyCode()]),
  ]);
}

/** A function with `vectors` locals behind its parameters. */
function bodyOf(vectors: number, code: readonly number[]): number[] {
  return counted([1, vectors, type.v128, ...code, end]);
}

function section(id: number, entries: readonly number[][]): number[] {
  return [id, ...counted(list(entries))];
}

function list(entries: readonly number[][]): number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

function counted(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function text(name: string): number[] {
  return counted([...Buffer.from(name)]);
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
