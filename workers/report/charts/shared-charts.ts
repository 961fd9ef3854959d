import { readFile, writeFile } from 'node:fs/promises';
import type { SharedCharts } from '../../../contract/report-orders.ts';
import { type ChartDesign, drawSvg } from './draw-svg.ts';

/** Gives the SVG text of a chart, which is called the same in every report of a profile. */
export type ChartDrawer = (name: string, design: ChartDesign) => Promise<string>;

export const drawAnew: ChartDrawer = (_, design) => drawSvg(design);

/** What the number of shared charts says. The engine says `givenUp` also, for a thread that ended. */
const chartStates = { untouched: 0, inWork: 1, there: 2, givenUp: 3 } as const;

/** How often somebody who waits for charts looks whether he is still wanted. */
const lookMs = 20;

/** Lets `work` draw, and hands what it drew to those who wait for it. */
export async function shareCharts<T>(shared: SharedCharts | null, work: (draw: ChartDrawer) => Promise<T>): Promise<T> {
  if (shared === null) return work(drawAnew);
  const state = new Int32Array(shared.state);
  const drawn: Record<string, string> = {};
  let end: number = chartStates.givenUp;
  Atomics.store(state, 0, chartStates.inWork);
  try {
    const made = await work(async (name, design) => {
      const svg = await drawSvg(design);
      drawn[name] = svg;
      return svg;
    });
    await writeFile(shared.path, JSON.stringify(drawn)).then(
      () => (end = chartStates.there),
      () => undefined, // whoever waits draws for himself
    );
    return made;
  } finally {
    Atomics.store(state, 0, end);
    Atomics.notify(state, 0);
  }
}

/** The charts that somebody draws at this time or has drawn; any other is drawn anew. Holds the thread up while it waits. */
export async function takeCharts(shared: SharedCharts | null, throwIfCancelled: () => void): Promise<ChartDrawer> {
  if (shared === null) return drawAnew;
  const state = new Int32Array(shared.state);
  while (Atomics.load(state, 0) === chartStates.inWork) {
    throwIfCancelled();
    Atomics.wait(state, 0, chartStates.inWork, lookMs);
  }
  if (Atomics.load(state, 0) !== chartStates.there) return drawAnew;
  const drawn = new Map(Object.entries(JSON.parse(await readFile(shared.path, 'utf8')) as Record<string, string>));
  return async (name, design) => drawn.get(name) ?? drawSvg(design);
}
