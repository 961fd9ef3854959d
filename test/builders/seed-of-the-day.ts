/**
 * Where generated test data start: others every day, and the same all day, so that what is found once is found again.
 * `AUSPEX_SEED` chooses another.
 */
export const seedOfTheDay = Number(process.env.AUSPEX_SEED ?? Math.floor(Date.now() / 86_400_000));
