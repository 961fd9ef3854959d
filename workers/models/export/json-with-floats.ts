/** What `jsonWithFloats` writes. */
export type FloatingJson =
  | string
  | number
  | Float32Array
  | readonly number[]
  | readonly string[]
  | readonly FloatingJson[]
  | { readonly [key: string]: FloatingJson };

/**
 * JSON in which the numbers of a Float32Array bear an exponent, `1E0`: XGBoost 1 tells numbers from whole ones by how they are
 * written, and takes neither for the other.
 */
export function jsonWithFloats(value: FloatingJson): string {
  if (value instanceof Float32Array) return `[${Array.from(value, floatText).join(',')}]`;
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item === 'number' || typeof item === 'string');
    return isPlain ? JSON.stringify(value) : `[${value.map((item) => jsonWithFloats(item as FloatingJson)).join(',')}]`;
  }
  if (typeof value === 'string' || typeof value === 'number') return JSON.stringify(value);
  const entries = Object.entries(value as { readonly [key: string]: FloatingJson });
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${jsonWithFloats(item)}`).join(',')}}`;
}

function floatText(value: number): string {
  const text = String(value);
  return text.includes('e') ? text : `${text}E0`;
}
