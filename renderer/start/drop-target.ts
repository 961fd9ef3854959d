import { chooseFiles } from './choose-files.ts';

type TakeFiles = (files: readonly File[]) => void;

/** Whoever takes what is dropped instead of the start screen, such as an open dialog; the last one first. */
const takers: TakeFiles[] = [];

/** Sends what is dropped anywhere on the window to `take` until the function it gives is called. */
export function takeDrops(take: TakeFiles): () => void {
  takers.push(take);
  return () => {
    const place = takers.lastIndexOf(take);
    if (place >= 0) takers.splice(place, 1);
  };
}

/** What the person has dropped on the window. */
export function dropped(files: readonly File[]): void {
  const take = takers.at(-1);
  if (take) take(files);
  else void chooseFiles(files);
}
