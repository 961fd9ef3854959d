import { allocate } from './memory';

let scratch: usize = 0;
let scratchBytes: usize = 0;

/** To be called when the memory is given back. */
export function forgetScratch(): void {
  scratchBytes = 0;
}

/** Room for one text, which the next call gives away again. */
export function roomFor(bytes: usize): usize {
  if (scratchBytes < bytes) {
    scratchBytes = bytes * 2;
    scratch = allocate(scratchBytes + 16);
  }
  return scratch;
}
