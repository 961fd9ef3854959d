import type { Found } from './javascript-peers.ts';

/** Prints the seconds that `read` takes, the rows and cells it finds, and its seconds of processor time on all threads. */
export async function tellFound(read: () => Promise<Found>): Promise<void> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const { rows, cells } = await read();
  const { user, system } = process.cpuUsage(before);
  console.log((performance.now() - startedMs) / 1000, rows, cells, (user + system) / 1e6);
}
