import { Button, Checkbox, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultData } from '../../contract/faults.ts';
import type { FolderTicket } from '../../contract/files.ts';
import type { Priority } from '../../contract/job-states.ts';
import { callFault, client } from '../bridge/client.ts';
import { useLocale } from '../locale/use-locale.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { PrioritySelect } from '../parts/priority-select.tsx';
import styles from './dialog.module.css';
import { FolderPick } from './folder-pick.tsx';

interface WatchDialogProps {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Adds a folder whose new files are submitted by themselves. */
export function WatchDialog({ onClose, onSaved }: WatchDialogProps) {
  const { t } = useTranslation('timetable');
  const locale = useLocale();
  const [folder, setFolder] = useState<FolderTicket | null>(null);
  const [resultsFolder, setResultsFolder] = useState<FolderTicket | null>(null);
  const [includesSubfolders, setIncludesSubfolders] = useState(false);
  const [takesPresentFiles, setTakesPresentFiles] = useState(false);
  const [priority, setPriority] = useState<Priority>('normal');
  const [fault, setFault] = useState<FaultData | null>(null);
  const [isSaving, setSaving] = useState(false);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!folder) return;
    setSaving(true);
    setFault(null);
    try {
      await client.timetable.addWatchedFolder({
        ...{ folder: folder.id, includesSubfolders, takesPresentFiles },
        work: { recipe: 'profile', priority },
        resultsFolder: resultsFolder?.id ?? null,
        resultsLocale: locale,
      });
      onSaved();
    } catch (error) {
      setFault(callFault(error));
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={onClose} size="lg" title={t('watch.add')}>
      <form className={styles.form} onSubmit={(event) => void save(event)} data-testid="watch-dialog">
        <FolderPick
          purpose="watch"
          label={t('watch.folder')}
          none={t('watch.noFolder')}
          folder={folder}
          onChange={setFolder}
        />
        <Checkbox
          label={t('watch.subfolders')}
          checked={includesSubfolders}
          onChange={(event) => setIncludesSubfolders(event.currentTarget.checked)}
          data-testid="watch-subfolders"
        />
        <Checkbox
          label={t('watch.present')}
          description={t('watch.presentText')}
          checked={takesPresentFiles}
          onChange={(event) => setTakesPresentFiles(event.currentTarget.checked)}
          data-testid="watch-present"
        />
        <FolderPick
          purpose="results"
          label={t('results.label')}
          none={t('results.none')}
          folder={resultsFolder}
          onChange={setResultsFolder}
        />
        <div className={styles.field}>
          <span className={styles.label}>{t('priority')}</span>
          <PrioritySelect value={priority} onChange={setPriority} />
        </div>
        {fault && <FaultNotice fault={fault} />}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!folder} loading={isSaving} data-testid="save-watch">
            {t('watch.add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
