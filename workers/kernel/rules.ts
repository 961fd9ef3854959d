import { allocate } from './memory';

/** Kinds of cells as in ../tabular/segment.ts, and of digits that a number would damage as in ../tabular/text/parse-cell.ts. */
export const missing: i32 = 0;
export const number: i32 = 1;
export const text: i32 = 2;
export const boolean: i32 = 3;
export const date: i32 = 4;
export const idText: i32 = 6;

/** What the first byte of a cell tells: it may be a number or a date, can only be a text, or needs a closer look. */
export const startsNumber: u8 = 0;
export const startsText: u8 = 1;
export const startsOther: u8 = 2;

/** The mark in the end of a field that is quoted. */
export const quoted: u32 = 0x80000000;
export const placeMask: u32 = 0x7fffffff;

export let delimiter: i32 = 0;
export let quote: i32 = 0;
export let lineEnd: i32 = 0;
/** 13 where lines end with 10, −1 elsewhere. */
export let returnByte: i32 = 0;
export let decimal: i32 = 0;
/** Fields that may be part of the table; a row with fewer than `expectedFields` is ragged. */
export let fields: i32 = 0;
export let expectedFields: i32 = 0;
/** A row with a value in this field or a later one is ragged: most rows end before. */
export let usualFields: i32 = 0;
/** What stands behind the last field belongs to it, delimiters too. */
export let joinsRest: bool = false;
/** 1: a row has a value that is in no column. */
let beyond: i32 = 0;
/** The bytes hold damaged characters: every text is looked at. */
export let isDamaged: bool = false;

/** Rows read at a time. */
export let batchRows: i32 = 0;
/**
 * The places of the rows scanned: for each row where its first field begins, less one, then where every field ends;
 * `stride` bytes from one row to the next. Where each line end is the place before the next row, it stands there once.
 */
export let places: usize = 0;
export let stride: usize = 0;
/** Room for the places of a batch of rows, and for their line ends. */
export let placesRoom: usize = 0;
export let lineEnds: usize = 0;
/** One byte per row: 1 where it is ragged. */
export let ragged: usize = 0;
/** One of `starts…` for each byte. */
export let starts: usize = 0;
/** For each byte: a bit for every length of the words that begin with it and are no texts (NA, true); 1 where one ends with it. */
export let wordLengths: usize = 0;
export let wordEnds: usize = 0;
/** Where the host puts numbers. */
export let hostValue: usize = 0;
/** A column of the table for each field, −1: none. */
export let targets: usize = 0;
/** The states of the columns, one after another. */
export let states: usize = 0;

/** As many marks as a scan may find beyond those it needs. */
export const spareMarks: usize = 128;

/** Tells where the rows scanned stand. */
export function setPlaces(at: usize, bytes: usize): void {
  places = at;
  stride = bytes;
}

export function setRules(
  delimiterByte: i32,
  quoteByte: i32,
  lineEndByte: i32,
  decimalByte: i32,
  fieldCount: i32,
  expectedCount: i32,
  rows: i32,
): void {
  delimiter = delimiterByte;
  quote = quoteByte;
  lineEnd = lineEndByte;
  returnByte = lineEndByte === 10 ? 13 : -1;
  decimal = decimalByte;
  fields = fieldCount;
  expectedFields = expectedCount;
  batchRows = rows;
  usualFields = fieldCount;
  joinsRest = false;
  beyond = 0;
  isDamaged = false;
  placesRoom = allocate(((<usize>fieldCount + 1) * rows + spareMarks) << 2);
  lineEnds = allocate((<usize>rows + spareMarks) << 2);
  ragged = allocate(rows);
  starts = allocate(256);
  wordLengths = allocate(1024);
  wordEnds = allocate(256);
  hostValue = allocate(8);
  targets = allocate(fieldCount * 4);
}

export function setUsualFields(count: i32, isRestJoined: bool): void {
  usualFields = count;
  joinsRest = isRestJoined;
}

export function noteBeyond(): void {
  beyond = 1;
}

export function hasValuesBeyond(): i32 {
  return beyond;
}

export function setDamaged(value: bool): void {
  isDamaged = value;
}

export function setStates(at: usize): void {
  states = at;
}

/** Where the tables are that the host fills: targets, starts, lengths and ends of words, ragged rows. */
export function tableAt(index: i32): usize {
  if (index === 0) return targets;
  if (index === 1) return starts;
  if (index === 2) return wordLengths;
  return index === 3 ? wordEnds : ragged;
}
