import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../../contract/job-requests.ts';
import { useFormats } from '../../locale/formats.ts';
import styles from './log-lines.module.css';

/** What was noted while the job was at work. */
export function LogLines({ lines }: { readonly lines: readonly LogLine[] }) {
  const { t } = useTranslation('history');
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <ol className={styles.lines} tabIndex={0} aria-label={t('log.title')} data-testid="job-log">
      {lines.map(({ atMs, level, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end.
        <li key={index} className={styles.line} data-level={level}>
          <time>{formats.moment(atMs)}</time>
          <span className={styles.level}>{t(`log.${level}`)}</span>
          <span className={styles.text}>{text}</span>
        </li>
      ))}
    </ol>
  );
}
