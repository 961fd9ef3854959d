import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import type { FolderTicket, Ticket } from '../../contract/files.ts';
import type { Schedule } from '../../contract/timetable.ts';
import { callFault, client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { PrioritySelect } from '../parts/priority-select.tsx';
import styles from './dialog.module.css';
import { FolderPick } from './folder-pick.tsx';
import { ScheduleFiles } from './schedule-files.tsx';
import { draftOf, triggerOf } from './trigger-draft.ts';
import { TriggerForm } from './trigger-form.tsx';

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
  const [priority, setPriority] = useState(schedule?.work.priority ?? 'normal');
  const [resultsFolder, setResultsFolder] = useState<FolderTicket | null>(null);
  const [fault, setFault] = useState<FaultData | null>(null);
  const [isSaving, setSaving] = useState(false);
  const trigger = triggerOf(draft);
  const finalName = name.trim() || tickets[0]?.fileName || '';
  const isComplete = trigger !== null && finalName !== '' && (schedule !== null || tickets.length > 0);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    setSaving(true);
    setFault(null);
    try {
      if (schedule) {
        const work = { ...schedule.work, priority };
        await client.timetable.changeSchedule({ id: schedule.id, name: finalName, trigger, work });
      } else {
        await client.timetable.addSchedule({
          name: finalName,
          trigger,
          work: { recipe: 'profile', priority },
          inputs: tickets.map(({ id }) => ({ ticket: id, tables: null })),
          resultsFolder: resultsFolder?.id ?? null,
          resultsLocale: locale,
        });
      }
      onSaved();
    } catch (error) {
      setFault(callFault(error));
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={onClose} size="lg" title={t(schedule ? 'schedule.change' : 'schedule.add')}>
      <form className={styles.form} onSubmit={(event) => void save(event)} data-testid="schedule-dialog">
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
          <div className={styles.field}>
            <span className={styles.label}>{t('priority')}</span>
            <PrioritySelect value={priority} onChange={setPriority} />
          </div>
        </div>
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
        {fault && <FaultNotice fault={fault} />}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!isComplete} loading={isSaving} data-testid="save-schedule">
            {t(schedule ? 'save' : 'schedule.add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
