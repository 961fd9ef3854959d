import { expect, it } from 'vitest';
import { KeySearch } from '../../../../engine/recipes/profile/key-search.ts';

/** What `promise` gives, or null while it gives nothing. */
async function sofar<T>(promise: Promise<T>): Promise<T | null> {
  return Promise.race([promise, new Promise<null>((resolve) => setImmediate(() => resolve(null)))]);
}

it('knows of a key as soon as its group is described', async () => {
  const search = new KeySearch(4, false);
  const asked = search.untilLeft(1);
  search.described(false);
  expect(await sofar(asked)).toBeNull();
  search.described(true);
  expect(await asked).toBe(true);
  expect(await search.untilLeft(0)).toBe(true);
});

it('waits no longer than until so many groups are left', async () => {
  const search = new KeySearch(3, false);
  const asked = search.untilLeft(1);
  search.described(false);
  expect(await sofar(asked)).toBeNull();
  search.described(false);
  expect(await asked).toBe(false);
  const atEnd = search.untilLeft(0);
  expect(await sofar(atEnd)).toBeNull();
  search.described(true);
  expect(await atEnd).toBe(true);
});

it('does not wait where no group need be waited for', async () => {
  expect(await new KeySearch(1, false).untilLeft(1)).toBe(false);
});

it('knows at once of a key that was found before anything is described', async () => {
  expect(await new KeySearch(5, true).untilLeft(0)).toBe(true);
});
