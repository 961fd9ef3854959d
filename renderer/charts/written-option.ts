import type { EChartsCoreOption } from 'echarts/core';
import { type Drawer, drawerOf, drawers } from './drawers.ts';

/** An option without functions: each stands as a mark, so that the whole can cross to another thread. */
export type WrittenOption = Readonly<Record<string, unknown>>;

type OwnFunction = (...facts: never[]) => unknown;

/** What stands where a function stood: a text or a tooltip to be asked for, or a drawing known on both sides by its name. */
interface Mark {
  readonly textAt?: number;
  readonly tipAt?: number;
  readonly drawer?: Drawer;
}

const markKey = '$function';

/** `option` with marks for its functions, and these functions in the order of their marks. Data holds none and stays as it is. */
export function writeOption(option: EChartsCoreOption): {
  readonly written: WrittenOption;
  readonly functions: readonly OwnFunction[];
} {
  const functions: OwnFunction[] = [];
  const markOf = (value: OwnFunction, isTip: boolean): Mark => {
    const drawer = drawerOf(value);
    if (drawer) return { drawer };
    const place = functions.push(value) - 1;
    return isTip ? { tipAt: place } : { textAt: place };
  };
  const written = mapped(option, (value, isTip) =>
    typeof value === 'function' ? { [markKey]: markOf(value as OwnFunction, isTip) } : undefined,
  );
  return { written: written as WrittenOption, functions };
}

interface Makers {
  /** Stands for the function at that place that makes a text. */
  readonly text: (place: number) => OwnFunction;
  readonly tip: (place: number) => OwnFunction;
}

/** The option again, with functions made by `makers` where marks stand. */
export function readOption(written: WrittenOption, makers: Makers): EChartsCoreOption {
  const read = mapped(written, (value) => {
    const mark = isPlain(value) ? (value[markKey] as Mark | undefined) : undefined;
    if (!mark) return undefined;
    if (mark.drawer) return drawers[mark.drawer.name](mark.drawer.facts as never);
    return mark.tipAt === undefined ? makers.text(mark.textAt ?? 0) : makers.tip(mark.tipAt);
  });
  return read as EChartsCoreOption;
}

type Change = (value: unknown, isTip: boolean) => unknown;

/** A copy of `value` in which `change` says what stands instead of a part; undefined: its copy. */
function mapped(value: unknown, change: Change, isTip = false): unknown {
  const changed = change(value, isTip);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((one) => mapped(one, change, isTip));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'data' ? part : mapped(part, change, isTip || key === 'tooltip'),
    ]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
