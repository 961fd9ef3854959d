import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../../contract/texts.ts';
import { client } from '../../bridge/client.ts';
import { notifyFailure } from '../../parts/notify.ts';

/** Makes the workbook over all completed jobs of a batch, saves it and offers to open it. */
export async function saveBatchWorkbook(batchId: string): Promise<void> {
  const id = notifications.show({
    message: i18next.t('jobs:batch.workbookMaking'),
    loading: true,
    autoClose: false,
    withBorder: true,
  });
  try {
    const locale = localeOf(i18next.language);
    const saved = await client.desktop.saveBatchWorkbook({ batchId, locale });
    notifications.update({
      id,
      loading: false,
      color: 'green',
      title: i18next.t('results:export.savedTitle', { file: saved.fileName }),
      message: <SavedWorkbook exportId={saved.exportId} folderName={saved.folderName} />,
      autoClose: 20_000,
      withBorder: true,
    });
  } catch (error) {
    notifications.hide(id);
    notifyFailure(error);
  }
}

function SavedWorkbook({ exportId, folderName }: { readonly exportId: string; readonly folderName: string }) {
  const { t } = useTranslation('results');
  return (
    <div data-testid="export-saved">
      <span>{t('export.savedText', { folder: folderName })}</span>
      <Group gap="xs" mt="xs">
        <Button
          size="compact-sm"
          variant="light"
          data-testid="open-export"
          onClick={() => client.desktop.openExport({ exportId }).catch(notifyFailure)}
        >
          {t('export.open')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          data-testid="show-export"
          onClick={() => client.desktop.showExportInFolder({ exportId }).catch(notifyFailure)}
        >
          {t('export.show')}
        </Button>
      </Group>
    </div>
  );
}
