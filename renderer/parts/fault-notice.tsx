import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FaultData, faultRemedy, faultSentence } from '../../contract/faults.ts';
import { useLocale } from '../locale/use-locale.ts';
import styles from './fault-notice.module.css';

interface FaultNoticeProps {
  readonly fault: FaultData;
  /** What the person can do right here, such as a button. */
  readonly action?: ReactNode;
}

/** A fault as a person reads it: what happened, what to do, and the details folded away. */
export function FaultNotice({ fault, action }: FaultNoticeProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className={styles.notice} role="alert" data-testid="fault-notice" data-fault-code={fault.code}>
      <IconAlertTriangle size={18} className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p className={styles.sentence}>{faultSentence(fault, locale)}</p>
        <p className={styles.remedy}>{faultRemedy(fault, locale)}</p>
        <details className={styles.details}>
          <summary>{t('fault.details')}</summary>
          <pre>{[fault.code, fault.detail].filter(Boolean).join('\n')}</pre>
        </details>
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
