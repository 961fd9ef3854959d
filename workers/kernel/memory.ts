import { memoryEnded } from './host';

/*
 * The memory of the kernel is dealt out from low to high and given back all at once: an order takes what it needs, the
 * next one begins anew on pages that the system has already provided.
 */

const pageBits = 16;
/** Addresses have 32 bits. */
const mostBytes: u64 = 0xffff0000;

let top: usize = (__heap_base + 15) & ~15;

/** Gives all memory back. */
export function reset(): void {
  top = (__heap_base + 15) & ~15;
}

/** How far memory is dealt out, for `release`. */
export function taken(): usize {
  return top;
}

/** Gives back what was dealt out since `taken` answered `mark`; it keeps its content until it is dealt out again. */
export function release(mark: usize): void {
  top = mark;
}

/** `bytes` bytes of any content, at a multiple of 16. Throws where the memory ends. */
export function allocate(bytes: usize): usize {
  const at = top;
  const needed = <u64>at + <u64>bytes + 128;
  if (needed > mostBytes) memoryEnded(<f64>needed);
  top = (at + bytes + 15) & ~15;
  // Vector loads may look a few bytes beyond what they need.
  const pages = <i32>((top + 64 + 0xffff) >> pageBits);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(max(missing, 16)) < 0 && memory.grow(missing) < 0) {
    top = at;
    memoryEnded(<f64>needed);
  }
  return at;
}
