import type { FitControl } from '../../../contract/train/train-orders.ts';

interface SharedMemoryMaker {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => FitControl;
}

/** Pages of 64 KiB: all that WebAssembly can address, which takes no memory until it is used. */
const mostPages = 65_536;

/** Memory for one fit, which its threads share. */
export function newFitControl(): FitControl {
  // Node's types leave out WebAssembly, which belongs to the web's.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: SharedMemoryMaker };
  return new WebAssembly.Memory({ initial: 16, maximum: mostPages, shared: true });
}
