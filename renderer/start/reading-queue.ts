/** Does one piece of work after another; what is asked for `first` overtakes what waits. */
export interface ReadingQueue {
  readonly add: (work: () => Promise<void>, place?: 'first' | 'last') => void;
}

/** A queue that runs at most `width` pieces of work at once. Work must not reject. */
export function createReadingQueue(width: number): ReadingQueue {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const next = () => {
    while (running < width) {
      const work = waiting.shift();
      if (!work) return;
      running += 1;
      void work().finally(() => {
        running -= 1;
        next();
      });
    }
  };
  return {
    add: (work, place = 'last') => {
      if (place === 'first') waiting.unshift(work);
      else waiting.push(work);
      next();
    },
  };
}

/** The engine previews on one thread of its own; two in flight keep it busy without a backlog that a click must wait behind. */
export const queue = createReadingQueue(2);
