import type { Settings } from '../../contract/settings.ts';
import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useStore } from '../store/store.ts';

/** Shows the change at once and keeps it; if it can not be kept, the former choice comes back with a word. */
export async function changeSettings(part: Partial<Settings>): Promise<void> {
  const { settings, takeSettings } = useStore.getState();
  takeSettings({ ...settings, ...part });
  try {
    takeSettings(await client.settings.changeSettings(part));
  } catch (error) {
    takeSettings(settings);
    notifyFailure(error);
  }
}
