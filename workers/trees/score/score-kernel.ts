/** The WebAssembly module made of score-kernel/, in base64; the build puts it in. */
declare const __AUSPEX_SCORE_KERNEL__: string;

/** What of WebAssembly is used; the types of Node.js do not tell of it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface ScoreKernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  ownBytes(): number;
  readNumbers(
    raw: number,
    form: number,
    rounds: number,
    missingIsZero: number,
    zeroWidth: number,
    values: number,
  ): void;
  askThresholds(values: number, thresholds: number, half: number, count: number, planes: number): void;
  addMissing(pairs: number, count: number, missing: number): void;
  findCodes(
    raw: number,
    form: number,
    limit: number,
    known: number,
    missing: number,
    codes: number,
    planes: number,
  ): number;
  askSets(questions: number, asked: number, codes: number, count: number, planes: number, missing: number): void;
  runCircuits(circuits: number, trees: number, results: number, zeros: number, leaves: number): void;
  walkRows(
    nodes: number,
    values: number,
    root: number,
    setWords: number,
    block: number,
    width: number,
    rows: number,
    margins: number,
    stride: number,
  ): void;
  explainRows(
    program: number,
    slots: number,
    setWords: number,
    tables: number,
    amounts: number,
    columnRows: number,
    rows: number,
    scratch: number,
  ): void;
}

const pageBytes = 65_536;
let module: object | null = null;

/**
 * The kernel with a memory of its own, for one ensemble: what belongs to the ensemble is kept at its beginning, and what a call
 * needs is laid behind it anew.
 */
export class ScoreKernel {
  readonly call: ScoreKernelExports;
  #keptBytes: number;
  #takenBytes: number;

  constructor() {
    module ??= new WebAssembly.Module(Uint8Array.from(Buffer.from(__AUSPEX_SCORE_KERNEL__, 'base64')));
    this.call = new WebAssembly.Instance(module, { env: { abort: () => undefined } }).exports as ScoreKernelExports;
    this.#keptBytes = this.call.ownBytes();
    this.#takenBytes = this.#keptBytes;
  }

  /** The memory; good until more is taken. */
  get buffer(): ArrayBuffer {
    return this.call.memory.buffer;
  }

  /** The address of `bytes` bytes to stay, of 0 at first. */
  reserve(bytes: number): number {
    const address = this.take(bytes);
    this.#keptBytes = this.#takenBytes;
    return address;
  }

  /** Copies an array to stay, and gives its address. */
  keep(array: Int32Array | Uint32Array | Float64Array): number {
    const address = this.reserve(array.byteLength);
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    new Uint8Array(this.buffer).set(bytes, address);
    return address;
  }

  /** Gives back what was taken since the last array that stays. */
  release(): void {
    this.#takenBytes = this.#keptBytes;
  }

  /** The address of `bytes` bytes, at a multiple of 16. Throws a RangeError where the memory ends. */
  take(bytes: number): number {
    const address = Math.ceil(this.#takenBytes / 16) * 16;
    const end = address + bytes;
    if (end > this.buffer.byteLength) this.call.memory.grow(Math.ceil((end - this.buffer.byteLength) / pageBytes));
    this.#takenBytes = end;
    return address;
  }
}
