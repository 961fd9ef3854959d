import { lineHeightPx } from '../rows/line-height.ts';

/** How near to an edge the list scrolls by itself, and how fast at most. */
const edgePx = 48;
const fastestPx = 18;

/** The gap between lines that is nearest to a height in the list. */
export function gapAt(heightPx: number, count: number): number {
  return Math.min(Math.max(Math.round(heightPx / lineHeightPx), 0), count);
}

/** Pixels to scroll in one frame: faster the nearer to the edge, or beyond it. */
export function edgeSpeed(pointerY: number, topPx: number, bottomPx: number): number {
  const above = topPx + edgePx - pointerY;
  const below = pointerY - (bottomPx - edgePx);
  if (above > 0) return -Math.ceil(Math.min(1, above / edgePx) * fastestPx);
  if (below > 0) return Math.ceil(Math.min(1, below / edgePx) * fastestPx);
  return 0;
}
