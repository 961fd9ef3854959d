import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import type { Priority } from '../../contract/job-states.ts';
import { callFault } from '../bridge/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { InTurns } from '../parts/in-turns.tsx';
import { PrioritySelect } from '../parts/priority-select.tsx';
import styles from './dialog.module.css';

interface TimetableDialogProps {
  readonly title: string;
  /** Words of the button that saves. */
  readonly saveLabel: string;
  /** What the dialog and its button are for: test ids are made of it. */
  readonly subject: 'schedule' | 'watch';
  /** Whether everything needed is filled in. */
  readonly isComplete: boolean;
  /** Keeps what was filled in; what it throws is shown, and the dialog stays open. */
  readonly save: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly onSaved: () => void;
  readonly children: ReactNode;
}

/** The frame of the dialogs in which something on the timetable is filled in. */
export function TimetableDialog(props: TimetableDialogProps) {
  const { title, saveLabel, subject, isComplete, save, onClose, onSaved, children } = props;
  const { t } = useTranslation('timetable');
  const [fault, setFault] = useState<FaultData | null>(null);
  const [isSaving, setSaving] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    setSaving(true);
    setFault(null);
    try {
      await save();
      onSaved();
    } catch (error) {
      setFault(callFault(error));
      setSaving(false);
    }
  };
  return (
    <Dialog onClose={onClose} size="lg" title={title}>
      <form className={styles.form} onSubmit={(event) => void onSubmit(event)} data-testid={`${subject}-dialog`}>
        <InTurns>
          {children}
          {fault && <FaultNotice fault={fault} />}
          <div className={styles.actions}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!isComplete} loading={isSaving} data-testid={`save-${subject}`}>
              {saveLabel}
            </Button>
          </div>
        </InTurns>
      </form>
    </Dialog>
  );
}

interface PriorityFieldProps {
  readonly value: Priority;
  readonly onChange: (priority: Priority) => void;
}

/** The priority of the jobs that come of it. */
export function PriorityField({ value, onChange }: PriorityFieldProps) {
  const { t } = useTranslation('timetable');
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t('priority')}</span>
      <PrioritySelect value={value} onChange={onChange} />
    </div>
  );
}
