import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderTicket, Ticket } from '../../contract/files.ts';
import type { Schedule } from '../../contract/timetable.ts';
import { client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import styles from './dialog.module.css';
import { FolderPick } from './folder-pick.tsx';
import { ScheduleFiles } from './schedule-files.tsx';
import { PriorityField, TimetableDialog } from './timetable-dialog.tsx';
import { draftOf, triggerOf } from './trigger-draft.ts';
import { TriggerForm } from './trigger-form.tsx';
import { useFileColumns } from './use-file-columns.ts';
import { type WorkDraft, workDraftOf, workOf } from './work-draft.ts';
import { WorkForm } from './work-form.tsx';

interface ScheduleDialogProps {
  /** The schedule to change; null: a new one. */
  readonly schedule: Schedule | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Adds a schedule or changes one; the files of one that is there stay as they are. */
export function ScheduleDialog({ schedule, onClose, onSaved }: ScheduleDialogProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const [name, setName] = useState(schedule?.name ?? '');
  const [tickets, setTickets] = useState<readonly Ticket[]>([]);
  const [draft, setDraft] = useState(() => draftOf(schedule?.trigger ?? null, systemTimeZone()));
  const [work, setWork] = useState(() => workDraftOf(schedule?.work ?? null, schedule?.model ?? null));
  const changeWork = (part: Partial<WorkDraft>) => setWork((before) => ({ ...before, ...part }));
  const [resultsFolder, setResultsFolder] = useState<FolderTicket | null>(null);
  const trigger = triggerOf(draft);
  const columns = useFileColumns(namesColumns(work.recipe) ? (tickets[0] ?? null) : null);
  const finalWork = workOf(work, schedule?.work ?? null, locale);
  const finalName = name.trim() || tickets[0]?.fileName || '';

  const save = async () => {
    if (!trigger || !finalWork) return;
    if (schedule) {
      await client.timetable.changeSchedule({ id: schedule.id, name: finalName, trigger, work: finalWork });
    } else {
      await client.timetable.addSchedule({
        name: finalName,
        trigger,
        work: finalWork,
        inputs: tickets.map(({ id }) => ({ ticket: id, tables: null })),
        resultsFolder: resultsFolder?.id ?? null,
        resultsLocale: locale,
      });
    }
  };

  return (
    <TimetableDialog
      title={t(schedule ? 'schedule.change' : 'schedule.add')}
      saveLabel={t(schedule ? 'save' : 'schedule.add')}
      subject="schedule"
      isComplete={
        trigger !== null && finalWork !== null && finalName !== '' && (schedule !== null || tickets.length > 0)
      }
      save={save}
      onClose={onClose}
      onSaved={onSaved}
    >
      {!schedule && <ScheduleFiles tickets={tickets} onChange={setTickets} />}
      <div className={styles.pair}>
        <TextInput
          label={t('schedule.name')}
          placeholder={tickets[0]?.fileName}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="schedule-name"
        />
        <PriorityField value={work.priority} onChange={(priority) => changeWork({ priority })} />
      </div>
      <WorkForm subject="schedule" draft={work} onChange={changeWork} columns={columns} />
      <TriggerForm draft={draft} onChange={setDraft} />
      {!schedule && (
        <FolderPick
          purpose="results"
          label={t('results.label')}
          none={t('results.none')}
          folder={resultsFolder}
          onChange={setResultsFolder}
        />
      )}
    </TimetableDialog>
  );
}

/** Whether what is filled in of a recipe are names of columns. */
const namesColumns = (recipe: WorkDraft['recipe']): boolean => recipe === 'train' || recipe === 'compare';

function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
