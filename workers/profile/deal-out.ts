import type { Kernel } from '../kernel-instance.ts';

/** Items of one partition: with their table they stay in the processor's second cache. */
const partitionItems = 1 << 12;
const mostBits = 12;
/** Items handed to the kernel at a time. */
export const blockLength = 1 << 14;

/** Calls `use` with stretches of the items 0 … `size` − 1, each short enough for one call of the kernel. */
export function forEachBlock(size: number, use: (from: number, to: number) => void): void {
  for (let from = 0; from < size; from += blockLength) use(from, Math.min(size, from + blockLength));
}

/**
 * What has to be done with items by their hashes, of which one table over all would miss the processor's caches with every
 * look-up. They are dealt out by the highest bits of their hashes first. Addresses are in the kernel's memory.
 */
interface Dealing {
  readonly items: number;
  /** Adds how many of the items `from`..`to` go to each partition to the words at `endsAt`. */
  readonly count: (from: number, to: number, bits: number, endsAt: number) => void;
  /** Puts the items `from`..`to` to their partitions, which fill up from the places at `endsAt` on. */
  readonly deal: (from: number, to: number, bits: number, endsAt: number) => void;
  /** Bytes of a slot of a partition's table. */
  readonly slotBytes: number;
  /** Looks at the items dealt to the places `from`..`to`; `slotCount` slots at `slotsAt` are all 0. */
  readonly use: (from: number, to: number, slotsAt: number, slotCount: number) => void;
}

/** Deals items out and looks at them partition by partition. */
export function dealOut(kernel: Kernel, { items, count, deal, slotBytes, use }: Dealing): void {
  const { call } = kernel;
  let bits = 1;
  while (bits < mostBits && items >> bits > partitionItems) bits++;
  const partitions = 1 << bits;
  const mark = call.taken();
  const endsAt = call.allocate(partitions * 4);
  call.clear(endsAt, partitions * 4);
  forEachBlock(items, (from, to) => count(from, to, bits, endsAt));
  const largest = placeAll(kernel.words.subarray(endsAt >> 2, (endsAt >> 2) + partitions));
  forEachBlock(items, (from, to) => deal(from, to, bits, endsAt));
  let slotCount = 16;
  while (slotCount < largest * 2) slotCount *= 2;
  const slotsAt = call.allocate(slotCount * slotBytes);
  let from = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const to = kernel.words[(endsAt >> 2) + partition] as number;
    call.clear(slotsAt, slotCount * slotBytes);
    use(from, to, slotsAt, slotCount);
    from = to;
  }
  call.release(mark);
}

/** Turns counts into the places from which on partitions stand one after another; answers the largest count. */
function placeAll(counts: Int32Array): number {
  let sum = 0;
  let largest = 0;
  for (const [partition, count] of counts.entries()) {
    counts[partition] = sum;
    sum += count;
    largest = Math.max(largest, count);
  }
  return largest;
}
