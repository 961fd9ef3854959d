const waiting: (() => unknown)[] = [];
let isRunning = false;

/**
 * Does `work` in a task of its own, after what others asked for before, so that many charts on one screen do not add up to a
 * standstill. Answers what takes it back.
 */
export function inTurn(work: () => unknown): () => void {
  waiting.push(work);
  if (!isRunning) nextTurn();
  return () => {
    const place = waiting.indexOf(work);
    if (place >= 0) waiting.splice(place, 1);
  };
}

function nextTurn(): void {
  isRunning = true;
  setTimeout(() => {
    const work = waiting.shift();
    try {
      work?.();
    } finally {
      isRunning = waiting.length > 0;
      if (isRunning) nextTurn();
    }
  });
}
