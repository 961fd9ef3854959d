import { damagedModel } from '../model-reason.ts';

/** An object of a parsed file, or a fault that names where it was to stand. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `value` as an object. Throws MODEL_DAMAGED. */
export function objectAt(value: unknown, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw damagedModel(`${name} is not an object`);
  }
  return value as JsonObject;
}

/** `value` as a list of anything. Throws MODEL_DAMAGED. */
export function listAt(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>);
  throw damagedModel(`${name} is not a list`);
}

/** `value` as a list of numbers; `length` null: any. UBJSON brings typed arrays. Throws MODEL_DAMAGED. */
export function numbersAt(value: unknown, name: string, length: number | null): ArrayLike<number> {
  const isTyped = ArrayBuffer.isView(value) && !(value instanceof DataView);
  if (!isTyped && !Array.isArray(value)) throw damagedModel(`${name} is not a list`);
  const list = value as unknown as ArrayLike<unknown>;
  if (length !== null && list.length !== length) throw damagedModel(`${name} has ${list.length} values, not ${length}`);
  if (isTyped) return value as unknown as ArrayLike<number>;
  const numbers = new Float64Array(list.length);
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    if (typeof item === 'boolean') numbers[at] = Number(item);
    else if (typeof item === 'number') numbers[at] = item;
    // As parse-json.ts gives a NaN.
    else if (item === null) numbers[at] = Number.NaN;
    else throw damagedModel(`${name} holds something that is not a number`);
  }
  return numbers;
}

/** `value` as a finite number; XGBoost writes its parameters as texts. Throws MODEL_DAMAGED. */
export function numberAt(value: unknown, name: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw damagedModel(`${name} is not a number`);
  return number;
}

/** `value` as a whole number from 0 to `most`. Throws MODEL_DAMAGED. */
export function countAt(value: unknown, name: string, most: number): number {
  const number = numberAt(value, name);
  if (!Number.isInteger(number) || number < 0 || number > most) throw damagedModel(`${name} is ${number}`);
  return number;
}

/** `value` as a text. Throws MODEL_DAMAGED. */
export function textAt(value: unknown, name: string): string {
  if (typeof value !== 'string') throw damagedModel(`${name} is not a text`);
  return value;
}
