import { Loader, Select, Switch } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import { memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../locale/formats.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { useVirtual } from '../parts/use-virtual.ts';
import plan from '../start/plan.module.css';
import { useStore } from '../store/store.ts';
import { type EffectiveMatch, effectiveMatches } from './effective-matches.ts';
import styles from './predict.module.css';
import type { MatchState } from './use-matches.ts';

const rowPx = 44;
const searchFrom = 14;
const offeredColumns = 200;

interface MatchCardProps {
  readonly state: MatchState;
  readonly fileName: string;
  readonly isOneOfMany: boolean;
}

/** Which column of the file stands for each column of the model; a person may choose another. */
export const MatchCard = memo(function MatchCard(props: MatchCardProps) {
  const { fileName, isOneOfMany } = props;
  const { matches, fault } = props.state;
  const { t } = useTranslation('predict');
  return (
    <section className={plan.card} aria-label={t('match.title')} data-testid="match-card">
      <h2 className={plan.title}>{t('match.title')}</h2>
      {isOneOfMany && <p className={styles.lead}>{t('match.inFile', { file: fileName })}</p>}
      {fault && <FaultNotice fault={fault} />}
      {!matches && !fault && (
        <p className={plan.quiet}>
          <Loader size="sm" aria-hidden /> {t('match.looking')}
        </p>
      )}
      {matches && <MatchTable columns={matches.columns} fileColumns={matches.fileColumns} />}
    </section>
  );
});

type Matches = NonNullable<MatchState['matches']>;

function MatchTable({ columns, fileColumns }: Pick<Matches, 'columns' | 'fileColumns'>) {
  const { t } = useTranslation('predict');
  const given = useStore((state) => state.predictDraft.options.columnMatches);
  const change = useStore((state) => state.changePredictSettings);
  const [search, setSearch] = useState('');
  const all = useMemo(() => effectiveMatches(columns, given), [columns, given]);
  const unsure = useMemo(() => all.filter(({ kind }) => kind !== 'same'), [all]);
  const [isAll, setAll] = useState(false);
  const shown = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return (isAll ? all : unsure).filter(({ column }) => column.toLocaleLowerCase().includes(wanted));
  }, [all, unsure, isAll, search]);
  const names = useMemo(() => [...new Set(fileColumns)], [fileColumns]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({
    name: 'matches',
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 4,
  });
  const absent = all.filter(({ source }) => source === null).length;
  return (
    <>
      <p className={styles.lead} data-testid="match-summary">
        {t('match.found', { found: all.length - absent, count: all.length })}
        {absent > 0 && ` ${t('match.absent', { count: absent })}`}
      </p>
      <div className={styles.matchBar}>
        <Switch
          size="xs"
          label={t('match.all')}
          checked={isAll}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        {isAll && all.length > searchFrom && (
          <SearchInput size="xs" label={t('match.search')} value={search} onSearch={setSearch} />
        )}
      </div>
      {shown.length > 0 && (
        <div ref={scroller} className={styles.matches}>
          <ul className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const match = shown[index];
              if (!match) return null;
              return (
                <MatchLine
                  key={match.column}
                  match={match}
                  topPx={start}
                  names={names}
                  onChoose={(source) => change({ columnMatches: { ...given, [match.column]: source } })}
                />
              );
            })}
          </ul>
        </div>
      )}
    </>
  );
}

const signs = { same: IconCheck, given: IconCheck, renamed: IconQuestionMark, absent: IconX } as const;

interface MatchLineProps {
  readonly match: EffectiveMatch;
  readonly topPx: number;
  readonly names: readonly string[];
  readonly onChoose: (source: string | null) => void;
}

function MatchLine({ match: { column, source, kind, similarity }, topPx, names, onChoose }: MatchLineProps) {
  const { t } = useTranslation('predict');
  const { percent } = useFormats();
  const Sign = signs[kind];
  const title = kind === 'renamed' ? t('match.similar', { share: percent(similarity, 0) }) : t(`match.${kind}`);
  return (
    <li className={styles.match} style={{ top: topPx }} data-kind={kind} data-column={column}>
      <span className={styles.matchSign} title={title}>
        <Sign size={14} stroke={2.2} aria-label={title} />
      </span>
      <span className="ellipsis" title={column}>
        {column}
      </span>
      <Select
        size="xs"
        aria-label={t('match.choose', { column })}
        placeholder={t('match.absentHere')}
        searchable
        clearable
        allowDeselect={false}
        limit={offeredColumns}
        value={source}
        onChange={onChoose}
        data={[...names]}
      />
    </li>
  );
}
