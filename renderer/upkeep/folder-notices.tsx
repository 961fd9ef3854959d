import { CloseButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderNotice } from '../../contract/upkeep.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './folder-notices.module.css';

/** Such things happen at the start or in the night; nobody needs to hear of them within the second. */
const everyMs = 60_000;
const listNotices = (signal: AbortSignal) => client.upkeep.listNotices(undefined, { signal });

/** What happened to the data folder and the person must hear of, above every screen until it is dismissed. */
export function FolderNotices() {
  const { t } = useTranslation('upkeep');
  const { answer, put } = useAnswer(listNotices, everyMs);
  const [isDismissing, setDismissing] = useState(false);
  const notices = answer?.notices ?? [];
  if (notices.length === 0) return null;
  const dismiss = async () => {
    setDismissing(true);
    try {
      await client.upkeep.dismissNotices();
      put({ notices: [] });
    } catch (error) {
      notifyFailure(error);
    } finally {
      setDismissing(false);
    }
  };
  return (
    <section className={styles.banner} aria-label={t('notice.label')} data-testid="folder-notices">
      <IconInfoCircle size={18} stroke={1.8} className={styles.sign} aria-hidden />
      <ul className={styles.list}>
        {notices.map((notice) => (
          <li key={`${notice.kind} ${notice.atMs}`} data-notice-kind={notice.kind}>
            <NoticeText notice={notice} />
          </li>
        ))}
      </ul>
      <CloseButton
        size="sm"
        aria-label={t('notice.dismiss')}
        disabled={isDismissing}
        onClick={() => void dismiss()}
        data-testid="dismiss-notices"
      />
    </section>
  );
}

function NoticeText({ notice }: { readonly notice: FolderNotice }) {
  const { t } = useTranslation('upkeep');
  const formats = useFormats();
  const { minutes } = notice.values;
  const time = typeof minutes === 'number' ? formats.duration(Math.abs(minutes) * 60_000) : '';
  const values = { ...notice.values, time };
  return (
    <>
      <span className={styles.sentence}>{t(`notice.${notice.kind}.title`, values)}</span>{' '}
      <span className={styles.text}>
        {t(`notice.${notice.kind}.text`, values)} <time>{formats.dateTime(notice.atMs)}</time>
      </span>
    </>
  );
}
