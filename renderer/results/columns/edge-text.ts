import type { Formats } from '../../locale/formats.ts';

const dayMs = 86_400_000;
/** The last instant a JavaScript date can hold. */
const lastInstantMs = 8.64e15;

export type EdgeKind = 'number' | 'share' | 'date';

/** How the edges of a histogram are written, as finely as their distance asks for. */
export function edgeText(edges: readonly number[], kind: EdgeKind, formats: Formats): (value: number) => string {
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 0;
  if (kind === 'date') {
    const isFine = last - first < 3 * dayMs;
    return (value) => {
      if (!(Math.abs(value) <= lastInstantMs)) return '';
      const iso = new Date(value).toISOString();
      return isFine ? iso.slice(0, 16).replace('T', ' ') : (iso.split('T')[0] ?? '');
    };
  }
  // As many digits as tell two neighbours apart, so that 1000.1 and 1000.2 do not read the same.
  const step = Math.abs((edges[1] ?? last) - first);
  const largest = Math.max(Math.abs(first), Math.abs(last));
  const digits = step > 0 && largest > 0 ? Math.ceil(Math.log10(largest / step)) + 1 : 4;
  const shown = Math.min(Math.max(digits, 3), 12);
  if (kind === 'share') return (value) => `${formats.number(value * 100, shown)} %`;
  return (value) => formats.number(value, shown);
}
