import { drawSpread } from './draw-spread.ts';
import { drawWaterfall } from './draw-waterfall.ts';

/** How series that no chart knows are drawn, by name: a function cannot cross to the thread that draws, its name and its facts can. */
export const drawers = { spread: drawSpread, waterfall: drawWaterfall } as const;

type DrawerName = keyof typeof drawers;
type FactsOf<Name extends DrawerName> = Parameters<(typeof drawers)[Name]>[0];

export interface Drawer {
  readonly name: DrawerName;
  readonly facts: unknown;
}

const known = new WeakMap<object, Drawer>();

/** The `renderItem` of a custom series. */
export function drawnBy<Name extends DrawerName>(name: Name, facts: FactsOf<Name>) {
  const draw = (drawers[name] as (facts: FactsOf<Name>) => ReturnType<(typeof drawers)[Name]>)(facts);
  known.set(draw, { name, facts });
  return draw;
}

/** By which name and facts a function draws; undefined for any other. */
export function drawerOf(value: object): Drawer | undefined {
  return known.get(value);
}
