import { threadKernel } from '../../kernel-instance.ts';
import type { ByteSink } from './byte-sink.ts';
import { bitWidth, writePacked, writeRepeated } from './levels.ts';

/** Codes of one column chunk numbered anew, in order of appearance. Addresses are in the kernel's memory. */
export interface Renumbered {
  /** How many distinct ones there are. */
  readonly entries: number;
  /** The code of each. */
  readonly codesAt: number;
  /** The number of each cell, where its code was. */
  readonly numbersAt: number;
  readonly count: number;
}

/**
 * Numbers the `count` codes at `codesAt`, each below `codeLimit`, anew in their place; null as soon as there are more than
 * `most`: what is at `codesAt` is rubbish then. Takes memory of the kernel and gives none back.
 */
export function renumber(codesAt: number, count: number, codeLimit: number, most: number): Renumbered | null {
  const { call } = threadKernel();
  const codeOfNumberAt = call.allocate(Math.max(1, Math.min(most, count)) * 4);
  const numbersAt = call.allocate(codeLimit * 4);
  call.clear(numbersAt, codeLimit * 4);
  const entries = call.numberAnew(codesAt, count, numbersAt, codeOfNumberAt, most);
  return entries < 0 ? null : { entries, codesAt: codeOfNumberAt, numbersAt: codesAt, count };
}

/** Bytes of what `writeIndices` writes, a few more or less. */
export const indexBytes = (entries: number, count: number): number => (count * bitWidth(entries)) / 8;

/** Width and packed numbers: the body of a page with the encoding RLE_DICTIONARY. */
export function writeIndices(sink: ByteSink, { entries, numbersAt, count }: Renumbered): void {
  const width = bitWidth(entries);
  sink.byte(width);
  if (entries === 1) writeRepeated(sink, 0, count, width);
  else writePacked(sink, numbersAt, count, width);
}
