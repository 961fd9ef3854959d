import { allocate } from './memory';

/*
 * Blocks for arrays that grow by doubling: 2^n bytes each. What an array has outgrown is given back here and serves another one, since
 * the memory itself is only given back all at once.
 */

/** The first free block of each size, by n; a free block begins with the place of the next. */
let free: usize = 0;
const sizes: i32 = 32;

/** Forgets all blocks; to be called when the memory was given back. */
export function startBlocks(): void {
  free = allocate((<usize>sizes) << 2);
  memory.fill(free, 0, (<usize>sizes) << 2);
}

function sizeOf(bytes: i32): i32 {
  return max(5, 32 - clz(bytes - 1));
}

/** How long the block is that is taken for `bytes` bytes. */
export function blockBytes(bytes: i32): i32 {
  return 1 << sizeOf(bytes);
}

/** A block of `bytes` bytes at least, of any content. */
export function takeBlock(bytes: i32): usize {
  const size = sizeOf(bytes);
  const head = free + ((<usize>size) << 2);
  const block = <usize>load<u32>(head);
  if (block === 0) return allocate((<usize>1) << (<usize>size));
  store<u32>(head, load<u32>(block));
  return block;
}

/** Gives back a block that was taken for `bytes` bytes. */
export function giveBlock(block: usize, bytes: i32): void {
  const head = free + ((<usize>sizeOf(bytes)) << 2);
  store<u32>(block, load<u32>(head));
  store<u32>(head, <u32>block);
}

/** The block for `bytes` bytes in whose place one for `wanted` comes, with its first `used` bytes. */
export function growBlock(block: usize, bytes: i32, wanted: i32, used: i32): usize {
  const larger = takeBlock(wanted);
  memory.copy(larger, block, <usize>used);
  giveBlock(block, bytes);
  return larger;
}
