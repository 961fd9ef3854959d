/** A choice of a Select; null stands for “never” or “no limit”. */
export interface PresetChoice {
  readonly value: string;
  readonly amount: number | null;
}

export const dayPresets: readonly (number | null)[] = [null, 1, 7, 30, 90, 365];
export const sizePresets: readonly (number | null)[] = [null, 1e9, 5e9, 10e9, 50e9, 100e9];

/** The presets, with `current` among them in its place: it may have been set on the command line. */
export function choicesWith(presets: readonly (number | null)[], current: number | null): readonly PresetChoice[] {
  const amounts = new Set([...presets, current]);
  return [...amounts]
    .sort((one, other) => (one ?? -1) - (other ?? -1))
    .map((amount) => ({ value: amount === null ? 'none' : String(amount), amount }));
}
