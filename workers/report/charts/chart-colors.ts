/**
 * The colours charts are drawn in: the application's light theme. No two are alike, so that a page can put a variable of
 * its own in the place of each.
 */
export const chartColors = {
  ink: '#18202c',
  soft: '#4d5969',
  faint: '#606b7b',
  line: '#e3e7ed',
  axis: '#cdd4de',
  surface: '#fefefe',
  accent: '#4054c9',
  warm: '#d9782d',
  onStrong: '#fdfdff',
} as const;

const heatStops = ['#2b4aa8', '#7f95d8', '#eef0f4', '#eeb07a', '#b8560f'];
const heatStepsPerStop = 5;

/** 21 colours from −1 (blue) over 0 (the surface's neutral) to 1 (orange). */
export const heatColors: readonly string[] = heatColorsBetween(heatStops);

/** The colour of a coefficient from −1 to 1. */
export function heatColor(value: number): string {
  const step = Math.round(((value + 1) / 2) * (heatColors.length - 1));
  return heatColors[Math.min(heatColors.length - 1, Math.max(0, step))] as string;
}

/** Colours of a scale between `stops`, blended in equal steps of red, green and blue. */
export function heatColorsBetween(stops: readonly string[]): string[] {
  const channels = stops.map((stop) => [1, 3, 5].map((at) => Number.parseInt(stop.slice(at, at + 2), 16)));
  return Array.from({ length: (stops.length - 1) * heatStepsPerStop + 1 }, (_, step) => {
    const stop = Math.min(stops.length - 2, Math.floor(step / heatStepsPerStop));
    const part = step / heatStepsPerStop - stop;
    const blend = (channel: number) =>
      Math.round((channels[stop]?.[channel] ?? 0) * (1 - part) + (channels[stop + 1]?.[channel] ?? 0) * part);
    return `#${[0, 1, 2].map((channel) => blend(channel).toString(16).padStart(2, '0')).join('')}`;
  });
}
