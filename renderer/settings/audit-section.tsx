import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCircleCheck, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditVerdict } from '../../contract/upkeep.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { SearchInput } from '../parts/search-input.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import styles from './audit-section.module.css';
import { AuditTable } from './audit-table.tsx';

const pageLength = 60;
/** Waits until the person stops typing. */
const typingMs = 250;

/** Who did what, with a search and a proof that nothing was changed afterwards. */
export function AuditSection() {
  const { t } = useTranslation(['upkeep', 'app']);
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(pageLength);
  const [wanted] = useDebouncedValue(search, typingMs);
  const ask = useCallback(
    (signal: AbortSignal) => client.upkeep.listAudit({ limit, offset: 0, search: wanted }, { signal }),
    [limit, wanted],
  );
  const { answer, fault, refresh } = useAnswer(ask);
  const entries = answer?.entries ?? [];
  const total = answer?.total ?? 0;
  return (
    <section className={styles.section} aria-label={t('audit.title')} data-testid="audit-section">
      <p className={styles.text}>{t('audit.text')}</p>
      <div className={styles.bar}>
        <SearchInput
          className={styles.search}
          label={t('audit.search')}
          value={search}
          onSearch={(text) => {
            setSearch(text);
            setLimit(pageLength);
          }}
          data-testid="audit-search"
        />
        <span className={styles.count}>{answer && t('audit.count', { count: total })}</span>
        <VerifyButton />
      </div>
      {fault && <FaultNotice fault={fault} action={<Button onClick={refresh}>{t('app:action.tryAgain')}</Button>} />}
      {answer && entries.length === 0 && <NoEntries isSearch={wanted !== ''} />}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {entries.length > 0 && entries.length < total && limit < 1000 && (
        <Button variant="default" onClick={() => setLimit((last) => Math.min(1000, last + pageLength))}>
          {t('audit.more', { shown: formats.integer(entries.length), total: formats.integer(total) })}
        </Button>
      )}
    </section>
  );
}

function NoEntries({ isSearch }: { readonly isSearch: boolean }) {
  const { t } = useTranslation('upkeep');
  return (
    <EmptyState
      icon={<IconShieldCheck size={26} stroke={1.5} />}
      title={t(isSearch ? 'audit.noneFound' : 'audit.empty')}
      text={t(isSearch ? 'audit.noneFoundText' : 'audit.emptyText')}
    />
  );
}

/** Goes through the whole chain and says whether it holds. */
function VerifyButton() {
  const { t } = useTranslation('upkeep');
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const [isVerifying, setVerifying] = useState(false);
  const verify = async () => {
    setVerifying(true);
    try {
      setVerdict(await client.upkeep.verifyAudit());
    } catch (error) {
      notifyFailure(error);
    } finally {
      setVerifying(false);
    }
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} />}
        loading={isVerifying}
        onClick={() => void verify()}
        data-testid="audit-verify"
      >
        {t('audit.verify')}
      </Button>
      {verdict && (
        <p
          className={styles.verdict}
          role="status"
          data-intact={verdict.isIntact}
          data-testid="audit-verdict"
          title={verdict.headHash ?? undefined}
        >
          {verdict.isIntact ? <IconCircleCheck size={17} aria-hidden /> : <IconShieldX size={17} aria-hidden />}
          {verdict.isIntact
            ? t('audit.intact', { count: verdict.entries, hash: verdict.headHash?.slice(0, 12) ?? '–' })
            : t('audit.broken', { entry: verdict.brokenAt ?? 0 })}
        </p>
      )}
    </>
  );
}
