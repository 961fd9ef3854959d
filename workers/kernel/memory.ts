/*
 * The memory of the kernel is dealt out from low to high and given back all at once: an order takes what it needs, the
 * next one begins anew on pages that the system has already provided.
 */

const pageBits = 16;

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

/** `bytes` bytes of any content, at a multiple of 16. */
export function allocate(bytes: usize): usize {
  const at = top;
  top = (at + bytes + 15) & ~15;
  // Vector loads may look a few bytes beyond what they need.
  const pages = <i32>((top + 64 + 0xffff) >> pageBits);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(max(missing, 16)) < 0 && memory.grow(missing) < 0) unreachable();
  return at;
}
