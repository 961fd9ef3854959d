import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconCalendarClock, IconDots, IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schedule } from '../../contract/timetable.ts';
import { showBatch } from '../jobs/show-submitted.ts';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import type { Answer } from '../parts/use-answer.ts';
import { enableSchedule, removeSchedule, runScheduleNow } from './change-timetable.ts';
import { ConfirmRemoval } from './confirm-removal.tsx';
import { ListGate } from './list-gate.tsx';
import styles from './timetable-screen.module.css';
import { useReading } from './use-reading.ts';
import { WorkFacts } from './work-facts.tsx';

/** Names that the tip over the files shows. */
const namesInTip = 30;

interface ScheduleListProps {
  readonly answer: Answer<{ schedules: Schedule[] }>;
  readonly onAdd: () => void;
  readonly onChange: (schedule: Schedule) => void;
}

/** The schedules, each with what it does, when it fires next and what came of the last time. */
export const ScheduleList = memo(function ScheduleList({ answer, onAdd, onChange }: ScheduleListProps) {
  const { t } = useTranslation('timetable');
  const [removing, setRemoving] = useState<Schedule | null>(null);
  const onAnswer = (isConfirmed: boolean) => {
    if (isConfirmed && removing) void removeSchedule(removing.id, answer.refresh);
    setRemoving(null);
  };
  return (
    <ListGate
      answer={answer}
      items={answer.answer?.schedules ?? null}
      empty={{
        icon: <IconCalendarClock size={26} stroke={1.5} />,
        title: t('schedule.emptyTitle'),
        text: t('schedule.emptyText'),
        action: <Button onClick={onAdd}>{t('schedule.add')}</Button>,
      }}
    >
      {(schedules) => (
        <>
          <ul className={styles.list}>
            {schedules.map((schedule) => (
              <ScheduleCard
                key={schedule.id}
                schedule={schedule}
                onRefresh={answer.refresh}
                onChange={() => onChange(schedule)}
                onRemove={() => setRemoving(schedule)}
              />
            ))}
          </ul>
          {removing && (
            <ConfirmRemoval
              title={t('schedule.removeTitle', { name: removing.name })}
              text={t('schedule.removeText')}
              onAnswer={onAnswer}
            />
          )}
        </>
      )}
    </ListGate>
  );
});

interface ScheduleCardProps {
  readonly schedule: Schedule;
  readonly onRefresh: () => void;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function ScheduleCard({ schedule, onRefresh, onChange, onRemove }: ScheduleCardProps) {
  const { t } = useTranslation('timetable');
  const { id, name, isEnabled, trigger, fault } = schedule;
  const formats = useFormats();
  // A time that has passed is no fault here, and needs no reading either.
  const reading = useReading(trigger.kind === 'once' ? null : trigger);
  const sentence =
    trigger.kind === 'once' ? t('trigger.onceAt', { time: formats.dateTime(trigger.atMs) }) : reading.sentence;
  return (
    <li className={styles.card} data-off={isEnabled ? undefined : ''} data-testid="schedule" data-schedule-name={name}>
      <Switch
        className={styles.switch}
        checked={isEnabled}
        aria-label={t('schedule.enable', { name })}
        onChange={(event) => void enableSchedule(id, event.currentTarget.checked, onRefresh)}
        data-testid="schedule-enabled"
      />
      <div className={styles.words}>
        <h2 className={styles.name} title={name}>
          {name}
        </h2>
        <p className={styles.sentence}>{sentence ?? '…'}</p>
        <ScheduleFacts schedule={schedule} />
      </div>
      <ScheduleMenu
        name={name}
        onRun={() => void runScheduleNow(id, name, onRefresh)}
        onChange={onChange}
        onRemove={onRemove}
      />
      {fault && (
        <div className={styles.fault}>
          <FaultNotice fault={fault} />
        </div>
      )}
    </li>
  );
}

function ScheduleFacts({ schedule }: { readonly schedule: Schedule }) {
  const { t } = useTranslation('timetable');
  const formats = useFormats();
  const { name, fileNames, trigger, nextRunMs, lastRunMs, lastBatchId, missedTicks, work, model } = schedule;
  const isElsewhere = trigger.kind === 'cron' && trigger.timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <ul className={styles.facts}>
      <WorkFacts work={work} model={model} />
      <li data-testid="schedule-next">
        {nextRunMs === null ? t('schedule.noNext') : t('schedule.next', { time: formats.dateTime(nextRunMs) })}
      </li>
      <li title={fileNames.slice(0, namesInTip).join('\n')}>
        {fileNames.length === 1
          ? fileNames[0]
          : t('schedule.files', { files: formats.integer(fileNames.length), first: fileNames[0] })}
      </li>
      {lastRunMs !== null && (
        <li>
          {t('schedule.last', { time: formats.dateTime(lastRunMs) })}{' '}
          {lastBatchId && (
            <LinkButton onClick={() => showBatch({ id: lastBatchId, name })} testId="schedule-last">
              {t('schedule.showJobs')}
            </LinkButton>
          )}
        </li>
      )}
      {missedTicks > 0 && <li data-tone="warn">{t('schedule.missed', { count: missedTicks })}</li>}
      {isElsewhere && <li>{trigger.timeZone}</li>}
      {schedule.resultsFolderLabel && <li>{t('results.to', { folder: schedule.resultsFolderLabel })}</li>}
    </ul>
  );
}

interface ScheduleMenuProps {
  readonly name: string;
  readonly onRun: () => void;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function ScheduleMenu({ name, onRun, onChange, onRemove }: ScheduleMenuProps) {
  const { t } = useTranslation('timetable');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('more', { name })} data-testid="schedule-menu">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={onRun} data-testid="schedule-run">
          {t('schedule.runNow')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onChange} data-testid="schedule-change">
          {t('schedule.change')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onRemove} data-testid="schedule-remove">
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
