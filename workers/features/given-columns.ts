import type { ModelColumn } from '../../contract/models/model-document.ts';
import type { InputColumn } from './input-column.ts';
import { valueOfNumber, valueOfText } from './read-text.ts';

export type GivenValue = number | string | boolean | null;

/** One row as a person gives it, by names of columns; what is not given is missing, and so is what cannot be read. */
export function givenColumns(
  columns: readonly Pick<ModelColumn, 'name' | 'type'>[],
  values: Readonly<Record<string, GivenValue>>,
): InputColumn[] {
  return columns.map(({ name, type }) => {
    const given = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    if (type === 'text') {
      const text = given === null ? '' : String(given).trim();
      return { kind: 'text', codes: Int32Array.of(text === '' ? -1 : 0), texts: text === '' ? [] : [text] };
    }
    return { kind: type, values: Float64Array.of(valueGiven(given, type) ?? Number.NaN) };
  });
}

function valueGiven(given: GivenValue, type: 'number' | 'date' | 'boolean'): number | null {
  if (given === null) return null;
  if (typeof given === 'string') return valueOfText(given, type);
  return valueOfNumber(Number(given), type);
}
