import { damagedModel } from '../model-reason.ts';

/** As in JSON (parse-json.ts), and far deeper than XGBoost nests. */
const deepest = 64;
const mostValues = 30_000_000;

/**
 * The value of a file of Universal Binary JSON (draft 12), as XGBoost writes it: strongly typed arrays become typed arrays. Counts
 * are believed only as far as bytes follow. Throws MODEL_DAMAGED.
 */
export function parseUbjson(bytes: Buffer): unknown {
  const reader = new UbjsonReader(bytes);
  const value = reader.value(0);
  return value;
}

type NumberReader = (view: DataView, at: number) => number;
const numberTypes: Readonly<Record<string, { readonly size: number; readonly read: NumberReader }>> = {
  i: { size: 1, read: (view, at) => view.getInt8(at) },
  U: { size: 1, read: (view, at) => view.getUint8(at) },
  I: { size: 2, read: (view, at) => view.getInt16(at) },
  l: { size: 4, read: (view, at) => view.getInt32(at) },
  L: { size: 8, read: (view, at) => Number(view.getBigInt64(at)) },
  d: { size: 4, read: (view, at) => view.getFloat32(at) },
  D: { size: 8, read: (view, at) => view.getFloat64(at) },
};

class UbjsonReader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #at = 0;
  #values = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(depth: number, type = this.#marker()): unknown {
    if (++this.#values > mostValues) throw damagedModel(`it has more than ${mostValues} values`);
    if (depth > deepest) throw damagedModel(`it is nested deeper than ${deepest}`);
    if (type in numberTypes) return this.#number(type);
    switch (type) {
      case 'Z':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case 'C':
        return String.fromCharCode(this.#take(1)[0]!);
      case 'S':
      case 'H':
        return this.#text();
      case '[':
        return this.#list(depth);
      case '{':
        return this.#object(depth);
      default:
        throw damagedModel(`it has an unknown mark at byte ${this.#at - 1}`);
    }
  }

  /** The next mark; `N` says nothing. */
  #marker(): string {
    let byte = this.#take(1)[0]!;
    while (byte === 0x4e) byte = this.#take(1)[0]!;
    return String.fromCharCode(byte);
  }

  #take(count: number): Buffer {
    if (count > this.#bytes.length - this.#at) throw damagedModel('it ends too early');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  #number(type: string): number {
    const { size, read } = numberTypes[type]!;
    this.#take(size);
    return read(this.#view, this.#at - size);
  }

  #count(): number {
    const type = this.#marker();
    if (!(type in numberTypes)) throw damagedModel(`it has no length at byte ${this.#at - 1}`);
    const count = this.#number(type);
    if (!Number.isSafeInteger(count) || count < 0) throw damagedModel(`it has the length ${count}`);
    return count;
  }

  #text(): string {
    return this.#take(this.#count()).toString('utf8');
  }

  /** What may stand behind an opening mark: one type for all values, and how many there are. */
  #header(): { type: string | null; count: number | null } {
    let type: string | null = null;
    if (this.#peek() === '$') {
      this.#at++;
      type = this.#marker();
    }
    if (this.#peek() !== '#') {
      if (type !== null) throw damagedModel('a typed list has no length');
      return { type, count: null };
    }
    this.#at++;
    const count = this.#count();
    if (count > mostValues) throw damagedModel(`it has a list of ${count} values`);
    return { type, count };
  }

  #peek(): string {
    return String.fromCharCode(this.#bytes[this.#at] ?? 0);
  }

  #list(depth: number): unknown {
    const { type, count } = this.#header();
    if (type !== null && count !== null && type in numberTypes) {
      const { size, read } = numberTypes[type]!;
      const start = this.#at;
      this.#take(size * count);
      const numbers = type === 'd' ? new Float32Array(count) : new Float64Array(count);
      for (let place = 0; place < count; place++) numbers[place] = read(this.#view, start + place * size);
      this.#values += count;
      return numbers;
    }
    const list: unknown[] = [];
    while (count === null ? this.#peek() !== ']' : list.length < count) {
      list.push(type === null ? this.value(depth + 1) : this.value(depth + 1, type));
    }
    if (count === null) this.#at++;
    return list;
  }

  #object(depth: number): unknown {
    const { type, count } = this.#header();
    const entries = new Map<string, unknown>();
    let read = 0;
    while (count === null ? this.#peek() !== '}' : read < count) {
      const key = this.#text();
      entries.set(key, type === null ? this.value(depth + 1) : this.value(depth + 1, type));
      read++;
    }
    if (count === null) this.#at++;
    return Object.fromEntries(entries);
  }
}
