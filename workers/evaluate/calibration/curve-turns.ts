import type { Curve } from './calibrated.ts';

/** The curve without points in the middle of a level stretch. */
export function onlyTurns({ from, to }: Curve): Curve {
  const isTurn = (at: number) => at === 0 || at === to.length - 1 || to[at] !== to[at - 1] || to[at] !== to[at + 1];
  return { from: from.filter((_, at) => isTurn(at)), to: to.filter((_, at) => isTurn(at)) };
}
