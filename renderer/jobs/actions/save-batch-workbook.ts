import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { localeOf } from '../../../contract/texts.ts';
import { client } from '../../bridge/client.ts';
import { notifyFailure } from '../../parts/notify.ts';
import { savedNotice } from '../../parts/saved-notice.tsx';

/** Makes the workbook over all completed jobs of a batch, saves it and offers to open it. */
export async function saveBatchWorkbook(batchId: string): Promise<void> {
  const id = notifications.show({
    message: i18next.t('jobs:batch.workbookMaking'),
    loading: true,
    autoClose: false,
  });
  try {
    const locale = localeOf(i18next.language);
    const saved = await client.desktop.saveBatchWorkbook({ batchId, locale });
    notifications.update({ id, loading: false, ...savedNotice(saved) });
  } catch (error) {
    notifications.hide(id);
    notifyFailure(error);
  }
}
