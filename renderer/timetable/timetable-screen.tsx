import { Button, Tabs } from '@mantine/core';
import { IconCalendarPlus, IconFolderPlus } from '@tabler/icons-react';
import { startTransition, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule, WatchedFolder } from '../../contract/timetable.ts';
import { client } from '../bridge/client.ts';
import body from '../frame/screen-body.module.css';
import { PageHeader } from '../parts/page-header.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useTab } from '../parts/use-tab.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ScheduleList } from './schedule-list.tsx';
import styles from './timetable-screen.module.css';
import { TroubledDeliveries } from './troubled-deliveries.tsx';
import { WatchDialog } from './watch-dialog.tsx';
import { WatchList } from './watch-list.tsx';

/** Files arrive and ticks come while the screen is open. */
const everyMs = 3_000;
const listSchedules = (signal: AbortSignal) => client.timetable.listSchedules(undefined, { signal });
const listFolders = (signal: AbortSignal) => client.timetable.listWatchedFolders(undefined, { signal });

/** What is filled in: null, a new one. */
type Dialog =
  | { readonly type: 'watch'; readonly watched: WatchedFolder | null }
  | { readonly type: 'schedule'; readonly schedule: Schedule | null };

/** What begins by itself: at a time, or when a file comes. */
export function TimetableScreen() {
  const { t } = useTranslation('timetable');
  const [tab, setTab] = useTab<string>('schedules');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { addSchedule, changeSchedule, addWatch, changeWatch } = useDialogOpeners(setDialog);
  const schedules = useAnswer(listSchedules, everyMs);
  const folders = useAnswer(listFolders, everyMs);
  const isSchedules = tab === 'schedules';
  const onSaved = () => {
    setDialog(null);
    schedules.refresh();
    folders.refresh();
  };
  return (
    <div className={`${body.body} ${styles.screen}`} data-testid="timetable-screen">
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <Button
            leftSection={isSchedules ? <IconCalendarPlus size={16} /> : <IconFolderPlus size={16} />}
            onClick={isSchedules ? addSchedule : addWatch}
            data-testid={isSchedules ? 'add-schedule' : 'add-watch'}
          >
            {t(isSchedules ? 'schedule.add' : 'watch.add')}
          </Button>
        }
      />
      <TroubledDeliveries />
      <Tabs value={tab} onChange={(name) => name && setTab(name)} className={styles.tabs} keepMounted={false}>
        <Tabs.List aria-label={t('title')}>
          <Tabs.Tab value="schedules" data-testid="timetable-tab-schedules">
            {t('schedules', { count: schedules.answer?.schedules.length ?? 0 })}
          </Tabs.Tab>
          <Tabs.Tab value="folders" data-testid="timetable-tab-folders">
            {t('folders', { count: folders.answer?.folders.length ?? 0 })}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="schedules" className={styles.panel}>
          <ScheduleList answer={schedules} onAdd={addSchedule} onChange={changeSchedule} />
        </Tabs.Panel>
        <Tabs.Panel value="folders" className={styles.panel}>
          <WatchList answer={folders} onAdd={addWatch} onChange={changeWatch} />
        </Tabs.Panel>
      </Tabs>
      {dialog?.type === 'schedule' && (
        <ScheduleDialog schedule={dialog.schedule} onClose={() => setDialog(null)} onSaved={onSaved} />
      )}
      {dialog?.type === 'watch' && (
        <WatchDialog watched={dialog.watched} onClose={() => setDialog(null)} onSaved={onSaved} />
      )}
    </div>
  );
}

/** Opens the dialogs, in slices; the same functions each time, so that the lists are not drawn again for them. */
function useDialogOpeners(setDialog: (dialog: Dialog) => void) {
  return useMemo(() => {
    const open = (dialog: Dialog) => startTransition(() => setDialog(dialog));
    return {
      addSchedule: () => open({ type: 'schedule', schedule: null }),
      changeSchedule: (schedule: Schedule) => open({ type: 'schedule', schedule }),
      addWatch: () => open({ type: 'watch', watched: null }),
      changeWatch: (watched: WatchedFolder) => open({ type: 'watch', watched }),
    };
  }, [setDialog]);
}
