import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrelationMatrix } from '../../../contract/profile.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { SearchInput } from '../../parts/search-input.tsx';
import { chartColors } from '../../theme/chart-theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { correlationText } from './correlation-text.ts';
import styles from './correlations.module.css';
import type { Measure } from './measure.ts';
import { strongestPairs } from './strongest-pairs.ts';

interface PairListProps {
  readonly matrix: CorrelationMatrix;
  readonly measure: Measure;
  readonly onShowColumn: (column: number) => void;
}

const shownPairs = 40;
const searchFrom = 12;

/** The pairs that a person would look for in the heat map, in words. */
export function PairList({ matrix, measure, onShowColumn }: PairListProps) {
  const { t } = useTranslation('results');
  const text = correlationText(useLocale());
  const [search, setSearch] = useState('');
  const colors = chartColors(useScheme());
  const pairs = useMemo(() => strongestPairs(matrix, shownPairs, search), [matrix, search]);
  const colorOf = (value: number) => {
    if (measure === 'cramersV') return colors.sequential[2];
    return value < 0 ? colors.diverging[0] : colors.diverging[4];
  };
  return (
    <section className={styles.card} aria-label={t('correlations.pairs')}>
      <div className={styles.pairHead}>
        <h2 className={styles.cardTitle}>{t('correlations.pairs')}</h2>
        {matrix.columns.length >= searchFrom && (
          <SearchInput
            className={styles.search}
            size="xs"
            value={search}
            onSearch={setSearch}
            label={t('correlations.pairSearch')}
          />
        )}
      </div>
      {pairs.length === 0 && <p className={styles.basis}>{t('correlations.pairsNone')}</p>}
      <ol className={styles.pairs}>
        {pairs.map((pair) => (
          <li key={`${pair.firstColumn} ${pair.secondColumn}`} className={styles.pair} data-testid="correlation-pair">
            <span className={styles.pairNames}>
              <PairName name={pair.firstName} onClick={() => onShowColumn(pair.firstColumn)} />
              <PairName name={pair.secondName} onClick={() => onShowColumn(pair.secondColumn)} />
            </span>
            <span className={styles.pairBar} aria-hidden>
              <span style={{ width: `${Math.abs(pair.value) * 100}%`, background: colorOf(pair.value) }} />
            </span>
            <span className={styles.pairValue}>{text(pair.value)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function PairName({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const { t } = useTranslation('results');
  return (
    <UnstyledButton className={styles.pairName} title={t('findings.open', { column: name })} onClick={onClick}>
      {name}
    </UnstyledButton>
  );
}
