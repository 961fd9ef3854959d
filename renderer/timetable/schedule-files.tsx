import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FaultData, faultSentence } from '../../contract/faults.ts';
import type { Ticket } from '../../contract/files.ts';
import { client, requestTickets } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { FileIcon } from '../parts/file-icon.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { ChooseButton } from '../start/choose-button.tsx';
import { takeDrops } from '../start/drop-target.ts';
import styles from './schedule-files.module.css';

interface ScheduleFilesProps {
  readonly tickets: readonly Ticket[];
  readonly onChange: (tickets: readonly Ticket[]) => void;
}

/** Names listed at most; a folder may hold thousands. */
const listed = 100;

/** The files a schedule works on each time: chosen, or dropped while the dialog is open. */
export function ScheduleFiles({ tickets, onChange }: ScheduleFilesProps) {
  const { t } = useTranslation('timetable');
  const formats = useFormats();
  const locale = useLocale();
  const [faults, setFaults] = useState<readonly FaultData[]>([]);
  const take = async (files: readonly File[]) => {
    const answers = await requestTickets(files);
    setFaults(answers.flatMap((answer) => (answer.type === 'fault' ? [answer.fault] : [])));
    const added = answers.flatMap((answer) => {
      if (answer.type === 'file') return [answer.ticket];
      return answer.type === 'folder' ? answer.folder.files.map(({ ticket }) => ticket) : [];
    });
    onChange([...tickets, ...added]);
  };
  const takeFolder = async () => {
    try {
      const { folder } = await client.desktop.openFolder();
      if (folder) onChange([...tickets, ...folder.files.map(({ ticket }) => ticket)]);
    } catch (error) {
      notifyFailure(error);
    }
  };
  useEffect(() => takeDrops((files) => void take(files)));

  return (
    <div className={styles.files} data-testid="schedule-files">
      <div className={styles.head}>
        <span className={styles.label}>{t('files.label', { count: tickets.length })}</span>
        <ChooseButton
          label={t('files.choose')}
          variant="default"
          onFiles={(files) => void take(files)}
          onFolder={() => void takeFolder()}
        />
      </div>
      {tickets.length > 0 && (
        <ul className={styles.list}>
          {tickets.slice(0, listed).map((ticket) => (
            <li key={ticket.id} className={styles.file}>
              <FileIcon fileName={ticket.fileName} />
              <span className={styles.name} title={ticket.fileName}>
                {ticket.fileName}
              </span>
              <span className={styles.size}>{formats.bytes(ticket.sizeBytes)}</span>
              <ActionIcon
                size="xs"
                aria-label={t('files.remove', { file: ticket.fileName })}
                onClick={() => onChange(tickets.filter((one) => one.id !== ticket.id))}
              >
                <IconX size={12} />
              </ActionIcon>
            </li>
          ))}
          {tickets.length > listed && (
            <li className={styles.more}>{t('files.more', { count: tickets.length - listed })}</li>
          )}
        </ul>
      )}
      {tickets.length === 0 && <p className={styles.hint}>{t('files.hint')}</p>}
      {faults.map((fault) => (
        <p key={JSON.stringify(fault.values)} className={styles.fault} role="alert">
          {faultSentence(fault, locale)}
        </p>
      ))}
    </div>
  );
}
