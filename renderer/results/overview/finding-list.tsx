import { IconCircleCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Finding, type Severity, severities } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { InTurns } from '../../parts/in-turns.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { type Segment, Segments } from '../../parts/segments.tsx';
import { FindingGroupView } from './finding-group.tsx';
import styles from './findings.module.css';
import { countBySeverity, filterFindings, sectionFindings } from './findings.ts';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly onShowColumn: (column: number) => void;
}

/** With fewer findings than this a search only takes room. */
const searchFrom = 9;

/** What stands out in the table, worst first, by kind. */
export function FindingList({ findings, onShowColumn }: FindingListProps) {
  const { t } = useTranslation('results');
  const { integer } = useFormats();
  const [severity, setSeverity] = useState<Severity | 'all'>('all');
  const [search, setSearch] = useState('');
  const counts = useMemo(() => countBySeverity(findings), [findings]);
  const sections = useMemo(
    () => sectionFindings(filterFindings(findings, { severity, search })),
    [findings, severity, search],
  );
  const present = severities.filter((one) => counts[one] > 0);
  const choices: Segment<Severity | 'all'>[] = [
    { value: 'all', label: `${t('findings.all')} ${integer(findings.length)}` },
    ...present.map((one) => ({ value: one, label: `${t(`findings.severity.${one}`)} ${integer(counts[one])}` })),
  ];
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('findings.title')}</h2>
        {present.length > 1 && (
          <Segments size="xs" choices={choices} value={severity} onChange={setSeverity} label={t('findings.filter')} />
        )}
        {findings.length >= searchFrom && (
          <SearchInput
            className={styles.search}
            size="xs"
            value={search}
            onSearch={setSearch}
            label={t('findings.search')}
          />
        )}
      </div>
      {findings.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={24} stroke={1.5} />} title={t('findings.none')} />
      )}
      {findings.length > 0 && sections.length === 0 && <p className={styles.noneShown}>{t('findings.noneShown')}</p>}
      <InTurns>
        {sections.map((section) => (
          <section key={section.severity} className={styles.section} data-severity={section.severity}>
            <h3 className={styles.sectionTitle}>
              <span className={styles.severityDot} aria-hidden />
              {t(`findings.severity.${section.severity}`)}
              <span className={styles.count}>{integer(section.count)}</span>
            </h3>
            {section.groups.map((group) => (
              <FindingGroupView key={group.code} group={group} onShowColumn={onShowColumn} />
            ))}
          </section>
        ))}
      </InTurns>
    </>
  );
}
