import { Button, CloseButton } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FolderTicket } from '../../contract/files.ts';
import { client } from '../bridge/client.ts';
import { notifyFailure } from '../parts/notify.ts';
import styles from './folder-pick.module.css';

interface FolderPickProps {
  readonly purpose: 'watch' | 'results';
  readonly label: string;
  /** What it means that none is chosen. */
  readonly none: string;
  readonly folder: Pick<FolderTicket, 'label'> | null;
  readonly onChange: (folder: FolderTicket | null) => void;
}

/** A folder the person chooses in the system's dialog. */
export function FolderPick({ purpose, label, none, folder, onChange }: FolderPickProps) {
  const { t } = useTranslation('timetable');
  const choose = async () => {
    try {
      const { folder: chosen } = await client.desktop.chooseFolder({ purpose });
      if (chosen) onChange(chosen);
    } catch (error) {
      notifyFailure(error);
    }
  };
  return (
    <fieldset className={styles.pick} data-testid={`folder-pick-${purpose}`}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.row}>
        <IconFolder size={18} stroke={1.6} className={styles.sign} aria-hidden />
        <span className={styles.name} data-empty={folder ? undefined : ''} title={folder?.label}>
          {folder?.label ?? none}
        </span>
        {folder && <CloseButton size="sm" aria-label={t('folderPick.clear')} onClick={() => onChange(null)} />}
        <Button variant="default" size="compact-sm" onClick={() => void choose()} data-testid={`choose-${purpose}`}>
          {t('folderPick.choose')}
        </Button>
      </div>
    </fieldset>
  );
}
