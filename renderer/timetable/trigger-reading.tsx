import { IconAlertTriangle, IconClockPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { faultRemedy, faultSentence } from '../../contract/faults.ts';
import type { Trigger } from '../../contract/timetable.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import styles from './trigger-form.module.css';
import { useReading } from './use-reading.ts';

/** How a trigger reads in plain words, and when it fires next; or what is wrong with it. */
export function TriggerReading({ trigger }: { readonly trigger: Trigger | null }) {
  const { t } = useTranslation('timetable');
  const formats = useFormats();
  const locale = useLocale();
  const { sentence, nextRunsMs, fault } = useReading(trigger);
  if (fault) {
    return (
      <div className={styles.reading} data-state="fault" role="status" data-testid="trigger-fault">
        <IconAlertTriangle size={18} aria-hidden />
        <div>
          <p className={styles.sentence}>{faultSentence(fault, locale)}</p>
          <p className={styles.next}>{faultRemedy(fault, locale)}</p>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.reading} role="status" data-testid="trigger-reading">
      <IconClockPlay size={18} aria-hidden />
      <div>
        <p className={styles.sentence}>{sentence ?? t(trigger ? 'trigger.looking' : 'trigger.incomplete')}</p>
        {nextRunsMs.length > 0 && (
          <p className={styles.next}>
            {t('trigger.next')}
            {nextRunsMs.map((atMs) => (
              <time key={atMs}>{formats.dateTime(atMs)}</time>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
