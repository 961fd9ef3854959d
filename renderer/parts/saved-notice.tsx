import { Button, Group } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SavedExport } from '../../contract/desktop.ts';
import { client } from '../bridge/client.ts';
import { notifyFailure } from './notify.ts';

/** Tells that a file was saved, and offers to open it or to show where it lies. */
export function savedNotice(saved: SavedExport): NotificationData {
  return {
    color: 'green',
    title: i18next.t('results:export.savedTitle', { file: saved.fileName }),
    message: <SavedMessage saved={saved} />,
    autoClose: 20_000,
  };
}

function SavedMessage({ saved: { exportId, folderName } }: { readonly saved: SavedExport }) {
  const { t } = useTranslation('results');
  return (
    <Group gap={8} justify="space-between" data-testid="export-saved">
      <span>{t('export.savedText', { folder: folderName })}</span>
      <Group gap={8}>
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
    </Group>
  );
}
