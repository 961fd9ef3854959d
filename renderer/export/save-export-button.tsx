import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import { savedNotice } from '../parts/saved-notice.tsx';

/** Saves what an export has made, once it is done; nothing for other jobs. */
export function SaveExportButton({ job }: { readonly job: Job }) {
  const { t } = useTranslation('export');
  const [isSaving, setSaving] = useState(false);
  if (!job.artifacts.some(({ kind }) => kind === 'export')) return null;
  const save = async () => {
    setSaving(true);
    try {
      notifications.show(savedNotice(await client.desktop.saveExport({ jobId: job.id })));
    } catch (error) {
      notifyFailure(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Button
      leftSection={<IconDownload size={16} />}
      loading={isSaving}
      onClick={() => void save()}
      data-testid="save-export"
    >
      {t(job.recipe === 'predict' ? 'saveWorkbook' : 'save')}
    </Button>
  );
}
