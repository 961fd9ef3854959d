/**
 * Edges of at most about `bins` bins of equal width that cover `minimum` to `maximum`, at whole multiples of 1, 2 or 5 times a
 * power of ten where doubles hold them apart.
 */
export function roundEdges(minimum: number, maximum: number, bins: number): number[] {
  if (minimum === maximum) return [minimum, minimum];
  const width = roundWidth((maximum - minimum) / bins);
  const first = Math.floor(minimum / width);
  const last = Math.max(first + 1, Math.ceil(maximum / width));
  if (Number.isFinite(width) && width > 0 && Math.max(Math.abs(first), Math.abs(last)) < 2 ** 50) {
    // Dividing by a power of ten keeps edges such as 0.3 free of the rounding of 3 × 0.1.
    const inverse = width < 1 ? Math.round(1 / width) : null;
    const edges = Array.from({ length: last - first + 1 }, (_, step) =>
      inverse === null ? (first + step) * width : (first + step) / inverse,
    );
    if ((edges[0] as number) <= minimum && (edges.at(-1) as number) >= maximum) return edges;
  }
  return Array.from({ length: bins + 1 }, (_, bin) => minimum * (1 - bin / bins) + maximum * (bin / bins));
}

function roundWidth(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const factor of [1, 2, 5]) if (factor * power >= wanted) return factor * power;
  return 10 * power;
}
