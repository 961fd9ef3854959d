import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconPhoto, IconVector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImageFormat } from '../../contract/desktop.ts';
import styles from './chart.module.css';
import { notifyFailure } from './notify.ts';
import { type SavedChart, saveChart } from './save-chart.ts';
import { savedNotice } from './saved-notice.tsx';

interface ChartMenuProps {
  readonly label: string;
  /** The chart as it stands when it is to be saved. */
  readonly chart: () => SavedChart;
}

/** Saves a chart as a picture or a drawing. */
export function ChartMenu({ label, chart }: ChartMenuProps) {
  const { t } = useTranslation();
  const save = async (format: ImageFormat) => {
    try {
      notifications.show(savedNotice(await saveChart(chart(), format)));
    } catch (error) {
      notifyFailure(error);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Tooltip label={t('chart.save')}>
        <span>
          <Menu.Target>
            <ActionIcon
              className={styles.tool}
              size="sm"
              aria-label={`${t('chart.save')}: ${label}`}
              data-testid="chart-menu"
            >
              <IconDownload size={15} />
            </ActionIcon>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPhoto size={16} stroke={1.6} />}
          onClick={() => void save('png')}
          data-testid="save-png"
        >
          {t('chart.asPng')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconVector size={16} stroke={1.6} />}
          onClick={() => void save('svg')}
          data-testid="save-svg"
        >
          {t('chart.asSvg')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
