import v8 from 'node:v8';

/** Whether the host's process lives for one command: what a thread compiles for it is to be fast from the first order on. */
export const isHurried = (): boolean => Boolean(process.env.AUSPEX_HURRIED_THREADS);

/** Makes functions of WebAssembly fast when they are made, not once they have run for a while. Holds for the whole process. */
export function optimizeAtOnce(): void {
  for (const flag of ['--no-liftoff', '--no-wasm-lazy-compilation']) v8.setFlagsFromString(flag);
}

export function optimizeAsUsual(): void {
  for (const flag of ['--liftoff', '--wasm-lazy-compilation']) v8.setFlagsFromString(flag);
}
