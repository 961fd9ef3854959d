import { header, mostThreads, threadsAt } from '../../trees-kernel/layout.ts';
import type { FitMemory } from './fit-memory.ts';

/** The WebAssembly module made of trees-kernel/, in base64; the build puts it in. */
declare const __AUSPEX_TREES_KERNEL__: string;

/** What of WebAssembly is used; the types of Node.js do not tell of it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface FitKernelExports {
  ownBytes(): number;
  takeRoom(thread: number): void;
  runItem(item: number): void;
}

let module: object | null = null;

/**
 * Gives the function that does one item of the present phase of a fit: the kernel on this thread, over the shared memory; null
 * where so many threads have opened it that there is no room for another.
 */
export function openFitKernel(memory: FitMemory): ((item: number) => void) | null {
  module ??= new WebAssembly.Module(Uint8Array.from(Buffer.from(__AUSPEX_TREES_KERNEL__, 'base64')));
  const env = { memory, abort: () => undefined };
  const exports = new WebAssembly.Instance(module, { env }).exports as FitKernelExports;
  if (exports.ownBytes() > header) throw new Error('the data of the kernel reach into the header of the fit');
  const thread = Atomics.add(new Int32Array(memory.buffer), (header + threadsAt) >> 2, 1);
  if (thread >= mostThreads) return null;
  exports.takeRoom(thread);
  return exports.runItem;
}
