/** The part of Electron's powerSaveBlocker that is used. */
interface PowerSaveBlocker {
  readonly start: (type: 'prevent-app-suspension') => number;
  readonly stop: (id: number) => unknown;
}

/** Keeps the computer from going to sleep while it is on; the screen may still go dark. */
export function createSleepBlock(blocker: PowerSaveBlocker): (isOn: boolean) => void {
  let held: number | null = null;
  return (isOn) => {
    if (isOn && held === null) held = blocker.start('prevent-app-suspension');
    if (!isOn && held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
}
