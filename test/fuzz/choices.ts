export type Random = () => number;

/** A whole number from 0 up to `most` less one. */
export const whole = (random: Random, most: number): number => Math.floor(random() * most);

export const pick = <T>(random: Random, list: readonly T[]): T => list[whole(random, list.length)] as T;
