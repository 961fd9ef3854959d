import type { FeatureEncoding, ModelFeature } from '../../contract/models/model-document.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { datePartOf } from './date-parts.ts';
import type { InputColumn } from './input-column.ts';
import { levelPlaces, placeBetween } from './level-places.ts';

/** Where the arrays that are made lie, and how exact numbers are. */
export interface EncodingRoom {
  /** In SharedArrayBuffers; columns of numbers that need no change may still be those that were given. */
  readonly isShared?: boolean;
}

const dayMs = 86_400_000;

/** The matrix of features that trees see, from the columns of the model (by place). */
export function encodeFeatures(
  features: readonly ModelFeature[],
  columns: readonly InputColumn[],
  { isShared = false }: EncodingRoom = {},
): FeatureColumn[] {
  return features.map(({ column, encoding }) => {
    const input = columns[column];
    if (input === undefined) throw new RangeError(`a feature of column ${column} of ${columns.length}`);
    return encodeColumn(encoding, input, isShared);
  });
}

function encodeColumn(encoding: FeatureEncoding, input: InputColumn, isShared: boolean): FeatureColumn {
  switch (encoding.kind) {
    case 'number':
      return { kind: 'number', values: numbersOf(input, isShared) };
    case 'datePart': {
      if (input.kind !== 'date') throw new TypeError('part of a date of a column without dates');
      const values = doubles(input.values.length, isShared);
      for (let row = 0; row < values.length; row++) {
        values[row] = datePartOf(input.values[row] as number, encoding.part);
      }
      return { kind: 'number', values };
    }
    case 'category': {
      const rows = rowsOf(input);
      const codes = isShared ? new Int32Array(new SharedArrayBuffer(rows * 4)) : new Int32Array(rows);
      putPlaces(input, levelPlaces(encoding.levels), (row, place) => {
        codes[row] = Math.max(-1, place);
      });
      return { kind: 'category', codes, levels: encoding.levels.length };
    }
    case 'text':
      if (input.kind !== 'text') throw new TypeError('texts of a column of numbers');
      return { kind: 'category', codes: input.codes, levels: input.texts.length, texts: input.texts };
    case 'levelPlace': {
      const values = doubles(rowsOf(input), isShared);
      putPlaces(input, levelPlacesOf(encoding), (row, place) => {
        values[row] = place <= unseen ? Number.NaN : place;
      });
      return { kind: 'number', values };
    }
    case 'targetStatistic': {
      const values = doubles(rowsOf(input), isShared);
      putPlaces(input, levelPlaces(encoding.levels), (row, place) => {
        values[row] = place === missing ? Number.NaN : (encoding.values[place] ?? encoding.prior);
      });
      return { kind: 'number', values };
    }
  }
}

const missing = -2;
const unseen = -1;

type PlaceOf = (text: string) => number;

function levelPlacesOf({ blanks, levels, ...encoding }: Extract<FeatureEncoding, { kind: 'levelPlace' }>): PlaceOf {
  const placeOf = levelPlaces(levels);
  if (encoding.unseen !== 'between') return placeOf;
  const isBlank = new Set(blanks);
  return (text) => {
    const place = placeOf(text);
    return place >= 0 || isBlank.has(text) ? place : placeBetween(levels, text);
  };
}

/** Gives each row the place of its text among the levels: −1 where it is none of them, −2 where it is missing. */
function putPlaces(input: InputColumn, placeOf: PlaceOf, put: (row: number, place: number) => void): void {
  if (input.kind === 'text') {
    const places = input.texts.map(placeOf);
    for (let row = 0; row < input.codes.length; row++) {
      const code = input.codes[row] as number;
      put(row, code < 0 ? missing : (places[code] as number));
    }
    return;
  }
  const found = new Map<number, number>();
  for (let row = 0; row < input.values.length; row++) {
    const value = input.values[row] as number;
    if (Number.isNaN(value)) {
      put(row, missing);
      continue;
    }
    let place = found.get(value);
    if (place === undefined) {
      place = placeOf(input.kind === 'boolean' ? String(value === 1) : String(value));
      found.set(value, place);
    }
    put(row, place);
  }
}

function numbersOf(input: InputColumn, isShared: boolean): Float64Array {
  if (input.kind === 'text') throw new TypeError('numbers of a column of texts');
  if (input.kind !== 'date' && (!isShared || input.values.buffer instanceof SharedArrayBuffer)) return input.values;
  const values = doubles(input.values.length, isShared);
  values.set(input.values);
  if (input.kind === 'date') for (let row = 0; row < values.length; row++) values[row]! /= dayMs;
  return values;
}

const rowsOf = (input: InputColumn): number => (input.kind === 'text' ? input.codes.length : input.values.length);

function doubles(length: number, isShared: boolean): Float64Array {
  return isShared ? new Float64Array(new SharedArrayBuffer(length * 8)) : new Float64Array(length);
}
