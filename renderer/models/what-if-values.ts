import type { ModelDetail } from '../../contract/models/models.ts';

export type GivenValue = number | string | boolean | null;
export type ModelInput = ModelDetail['inputs'][number];

/** The values a person begins with: what is usual in every column. */
export function typicalValues(inputs: readonly ModelInput[]): Readonly<Record<string, GivenValue>> {
  return Object.fromEntries(inputs.map(({ name, typical }) => [name, typical]));
}

/** The inputs that weigh most first; a feature made of a column is named after it, such as `Enrolled (month)`. */
export function byWeight(
  inputs: readonly ModelInput[],
  importance: ModelDetail['card']['importance'],
): readonly ModelInput[] {
  const places = new Map(inputs.map(({ name }, place) => [name, place]));
  const weights = inputs.map(() => 0);
  for (const { feature, share } of importance) {
    const place = places.get(feature) ?? places.get(feature.replace(/ \([^()]*\)$/, ''));
    if (place !== undefined) weights[place] = (weights[place] ?? 0) + share;
  }
  return inputs
    .map((input, place) => ({ input, place, weight: weights[place] ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ input }) => input);
}
