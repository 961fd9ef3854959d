import { Button } from '@mantine/core';
import { IconMailX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { faultRemedy, faultSentence } from '../../contract/faults.ts';
import type { TroubledDelivery } from '../../contract/timetable.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { notifyFailure } from '../parts/notify.ts';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './troubled-deliveries.module.css';

const everyMs = 5_000;
/** The newest tell enough: most fail for one reason. */
const shown = 3;
const listTroubled = (signal: AbortSignal) =>
  client.timetable.listTroubledDeliveries({ limit: shown, offset: 0 }, { signal });

/** Reports and messages that did not reach their place, and what can be done about it; nothing while all did. */
export function TroubledDeliveries() {
  const { t } = useTranslation('timetable');
  const { answer, refresh } = useAnswer(listTroubled, everyMs);
  if (!answer || answer.total === 0) return null;
  const ask = (work: () => Promise<unknown>) => void work().catch(notifyFailure).finally(refresh);
  return (
    <section className={styles.notice} data-testid="troubled-deliveries">
      <IconMailX size={18} stroke={1.8} className={styles.sign} aria-hidden />
      <div className={styles.words}>
        <h2 className={styles.title}>{t('delivery.title', { count: answer.total })}</h2>
        <ul className={styles.list}>
          {answer.deliveries.map((delivery) => (
            <li key={delivery.id}>
              <DeliveryWords delivery={delivery} />
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.actions}>
        <Button size="compact-sm" onClick={() => ask(() => client.timetable.redriveDeliveries())}>
          {t('delivery.again')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => ask(() => client.timetable.dismissDeliveries())}>
          {t('delivery.giveUp')}
        </Button>
      </div>
    </section>
  );
}

function DeliveryWords({ delivery }: { readonly delivery: TroubledDelivery }) {
  const { t } = useTranslation('timetable');
  const formats = useFormats();
  const locale = useLocale();
  const { kind, subject, targetLabel, nextTryMs, fault } = delivery;
  const next = nextTryMs === null ? t('delivery.gaveUp') : t('delivery.nextTry', { time: formats.dateTime(nextTryMs) });
  return (
    <>
      {t(`delivery.${kind}`, { subject, target: targetLabel })}
      <span className={styles.reason} title={faultRemedy(fault, locale)}>
        {faultSentence(fault, locale)} {next}
      </span>
    </>
  );
}
