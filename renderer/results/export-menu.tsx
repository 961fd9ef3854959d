import { Button, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBraces, IconChevronDown, IconDownload, IconFileSpreadsheet, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../contract/jobs.ts';
import type { ReportFormat } from '../../contract/results.ts';
import { client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { notifyFailure } from '../parts/notify.ts';
import { savedNotice } from '../parts/saved-notice.tsx';
import styles from './results.module.css';

const choices = [
  { format: 'xlsx', Icon: IconFileSpreadsheet },
  { format: 'html', Icon: IconWorld },
  { format: 'json', Icon: IconBraces },
] as const satisfies readonly { format: ReportFormat; Icon: unknown }[];

interface ExportMenuProps {
  readonly job: Job;
  /** Where something else is what a person most likely wants next. */
  readonly isQuiet?: boolean;
}

/** Saves a report of the result, then offers to open it or to show where it lies. */
export function ExportMenu({ job, isQuiet = false }: ExportMenuProps) {
  const { t } = useTranslation('results');
  const locale = useLocale();
  const [isMaking, setMaking] = useState(false);
  const isReady = job.state === 'completed';

  const save = async (format: ReportFormat) => {
    setMaking(true);
    try {
      const saved = await client.desktop.saveReport({ jobId: job.id, format, locale });
      notifications.show(savedNotice(saved));
    } catch (error) {
      notifyFailure(error);
    } finally {
      setMaking(false);
    }
  };

  return (
    <Menu position="bottom-end" width={220}>
      <Tooltip label={isMaking ? t('export.making') : t('export.waits')} disabled={isReady && !isMaking}>
        <span>
          <Menu.Target>
            <Button
              variant={isQuiet ? 'default' : 'filled'}
              leftSection={<IconDownload size={16} />}
              rightSection={<IconChevronDown size={14} />}
              disabled={!isReady}
              loading={isMaking}
              data-testid="export-button"
            >
              {t('export.button')}
            </Button>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        {choices.map(({ format, Icon }) => (
          <Menu.Item
            key={format}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={<span className={styles.ending}>.{format}</span>}
            data-testid={`export-${format}`}
            onClick={() => void save(format)}
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
