import type { KernelExports } from './kernel-exports.ts';
import { isHurried, optimizeAsUsual, optimizeAtOnce } from './optimize-at-once.ts';

/** The WebAssembly module made of kernel/, in base64; the build puts it in. */
declare const __AUSPEX_KERNEL__: string;

/** What of WebAssembly is used; the types of Node.js do not tell of it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** As much memory as a kernel can have. */
export const kernelBytes = 2 ** 32;

/** The kernel's memory, which ends at 4 GiB, does not hold what an order needs. */
export class KernelMemoryEnded extends Error {
  readonly neededBytes: number;

  constructor(neededBytes: number) {
    super(`the memory of the kernel ends: ${neededBytes} bytes are needed`);
    this.name = 'KernelMemoryEnded';
    this.neededBytes = neededBytes;
  }
}

const endMemory = (neededBytes: number): never => {
  throw new KernelMemoryEnded(neededBytes);
};

/** What the kernel asks while it reads; see kernel/host.ts. */
export interface KernelHost {
  parseCell(from: number, to: number, value: number): number;
  mendText(from: number, to: number, target: number): number;
  noteBlankLine(row: number): void;
  noteDecimal(column: number, row: number, from: number, to: number, isGrouped: number): void;
}

/**
 * The kernel of this thread. Its memory is taken by one order at a time: `reset` gives back all of it, which leaves the
 * pages in place for the next. Views of the memory are good until the next call that may take more.
 */
export class Kernel {
  readonly call: KernelExports;
  host: KernelHost | null = null;
  #buffer: ArrayBuffer;
  #bytes: Uint8Array<ArrayBuffer>;
  #words: Int32Array;

  constructor() {
    const asked = (): KernelHost => {
      if (!this.host) throw new Error('nobody answers the kernel');
      return this.host;
    };
    const host: KernelHost & { memoryEnded(neededBytes: number): never } = {
      memoryEnded: endMemory,
      parseCell: (from, to, value) => asked().parseCell(from, to, value),
      mendText: (from, to, target) => asked().mendText(from, to, target),
      noteBlankLine: (row) => asked().noteBlankLine(row),
      noteDecimal: (column, row, from, to, isGrouped) => asked().noteDecimal(column, row, from, to, isGrouped),
    };
    const module = compileKernel(Uint8Array.from(Buffer.from(__AUSPEX_KERNEL__, 'base64')));
    const env = { abort: () => undefined };
    const exports = new WebAssembly.Instance(module, { host, env }).exports as KernelExports;
    // Addresses have 32 bits: of a larger number WebAssembly would take the lower ones.
    const allocate = (bytes: number) => (bytes < kernelBytes ? exports.allocate(bytes) : endMemory(bytes));
    this.call = { ...exports, allocate };
    this.#buffer = this.call.memory.buffer;
    this.#bytes = new Uint8Array(this.#buffer);
    this.#words = new Int32Array(this.#buffer);
  }

  /** All of the memory, byte by byte. */
  get bytes(): Uint8Array<ArrayBuffer> {
    this.#refresh();
    return this.#bytes;
  }

  /** All of the memory as words of 32 bits. */
  get words(): Int32Array {
    this.#refresh();
    return this.#words;
  }

  #refresh(): void {
    const { buffer } = this.call.memory;
    if (buffer === this.#buffer) return;
    this.#buffer = buffer;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
  }
}

/**
 * The module of the kernel; threads of one process share what V8 makes of it. Where the host is in a hurry, all of it is
 * optimized here, on all cores, before an order comes: else that goes on beside the first orders, which begin with slow loops.
 */
function compileKernel(bytes: Uint8Array<ArrayBuffer>): object {
  if (!isHurried()) return new WebAssembly.Module(bytes);
  optimizeAtOnce();
  const module = new WebAssembly.Module(bytes);
  optimizeAsUsual();
  return module;
}

let kernel: Kernel | null = null;

/** The one kernel of this thread, made when first asked for. */
export function threadKernel(): Kernel {
  kernel ??= new Kernel();
  return kernel;
}
