/** How many files are looked at together: enough to hide a slow network folder, few enough to leave threads to others. */
const atOnce = 8;

/** `work` for each of `items`, a few at a time; the answers in the order of the items. */
export async function eachOf<T, A>(items: readonly T[], work: (item: T) => Promise<A>): Promise<A[]> {
  const answers = new Array<A>(items.length);
  let next = 0;
  const oneAfterAnother = async () => {
    while (next < items.length) {
      const place = next++;
      answers[place] = await work(items[place]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, oneAfterAnother));
  return answers;
}
