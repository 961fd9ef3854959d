import { useCallback } from 'react';
import type { FaultData } from '../../contract/faults.ts';
import type { EngineSettings, EngineSettingsChange } from '../../contract/upkeep.ts';
import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useAnswer } from '../parts/use-answer.ts';

const getSettings = (signal: AbortSignal) => client.upkeep.getEngineSettings(undefined, { signal });

export interface EngineSettingsView {
  /** null until they have been read. */
  readonly settings: EngineSettings | null;
  readonly fault: FaultData | null;
  readonly refresh: () => void;
  /** Keeps a change; what is shown is what the engine kept. Gives whether it did. */
  readonly change: (change: EngineSettingsChange) => Promise<boolean>;
}

/** The settings of the data folder's engine. */
export function useEngineSettings(): EngineSettingsView {
  const { answer, fault, refresh, put } = useAnswer(getSettings);
  const change = useCallback(
    async (part: EngineSettingsChange) => {
      try {
        put(await client.upkeep.changeEngineSettings(part));
        return true;
      } catch (error) {
        notifyFailure(error);
        refresh();
        return false;
      }
    },
    [put, refresh],
  );
  return { settings: answer, fault, refresh, change };
}
