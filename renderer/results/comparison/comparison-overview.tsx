import { IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../contract/comparison.ts';
import { useFormats } from '../../locale/formats.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { InTurns } from '../../parts/in-turns.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import overview from '../overview/overview.module.css';
import styles from './comparison.module.css';
import { DriftMark } from './drift-mark.tsx';
import { headlineOf, isNothingChanged } from './headline.ts';
import { KeyCard } from './key-card.tsx';
import { SchemaCard } from './schema-card.tsx';

interface ComparisonOverviewProps {
  readonly comparison: Comparison;
  readonly onShowColumn: (name: string) => void;
}

const shownColumns = 12;

/** What changed, at a glance. */
export function ComparisonOverview({ comparison, onShowColumn }: ComparisonOverviewProps) {
  const { t } = useTranslation('comparison');
  const formats = useFormats();
  const isNothing = isNothingChanged(comparison);
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <InTurns>
          {!isNothing && (
            <p className={styles.headline} data-testid="comparison-headline">
              {headlineOf(comparison, t, formats)}
            </p>
          )}
          <Tiles comparison={comparison} />
          {isNothing ? (
            <EmptyState
              icon={<IconEqual size={24} stroke={1.5} />}
              title={t('nothing.title')}
              text={t('nothing.text')}
            />
          ) : (
            <div className={styles.halves}>
              <div className={overview.side}>
                <DriftCard comparison={comparison} onShowColumn={onShowColumn} />
                <OftenCard comparison={comparison} onShowColumn={onShowColumn} />
              </div>
              <div className={overview.side}>
                <SchemaCard schema={comparison.schema} />
                <KeyCard comparison={comparison} />
              </div>
            </div>
          )}
          {comparison.largestChanges.length > 0 && <LargestCard comparison={comparison} onShowColumn={onShowColumn} />}
          {isNothing && <KeyCard comparison={comparison} />}
        </InTurns>
      </div>
    </div>
  );
}

function Tiles({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const { integer, percent } = useFormats();
  const { comparedColumns, drifted, earlier, later, rows } = comparison;
  const tiles = [
    { name: 'added', value: rows.added, note: t('tileNote.added') },
    { name: 'removed', value: rows.removed, note: t('tileNote.removed') },
    { name: 'changed', value: rows.changed, note: t('tileNote.changed') },
    {
      name: 'unchanged',
      value: rows.unchanged,
      note: t('tileNote.unchanged', { share: percent(earlier.rows ? rows.unchanged / earlier.rows : 0) }),
    },
    { name: 'drifted', value: drifted.length, note: t('tileNote.drifted') },
    {
      name: 'columns',
      value: comparedColumns,
      note: t('tileNote.columns', { earlier: integer(earlier.columns), later: integer(later.columns) }),
    },
  ] as const;
  return (
    <dl className={overview.tiles} aria-label={t('tile.label')}>
      {tiles.map(({ name, value, note }) => (
        <div key={name} className={overview.tile} data-testid={`figure-${name}`}>
          <dt className={overview.tileLabel}>{t(`tile.${name}`)}</dt>
          <dd className={overview.tileValue}>{integer(value)}</dd>
          <dd className={overview.tileNote}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function DriftCard({ comparison, onShowColumn }: ComparisonOverviewProps) {
  const { t } = useTranslation('comparison');
  return (
    <section className={overview.card} aria-label={t('drift.title')}>
      <h2 className={overview.cardTitle}>{t('drift.title')}</h2>
      {comparison.drifted.length === 0 && <p className={overview.quiet}>{t('drift.none')}</p>}
      <ul className={styles.list}>
        {comparison.drifted.slice(0, shownColumns).map(({ drift, name, psi }) => (
          <li key={name}>
            <LinkButton title={name} onClick={() => onShowColumn(name)}>
              {name}
            </LinkButton>
            <span className={styles.figure}>{t('drift.psi', { psi: psi.toFixed(2) })}</span>
            <DriftMark drift={drift} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OftenCard({ comparison, onShowColumn }: ComparisonOverviewProps) {
  const { t } = useTranslation('comparison');
  const { integer } = useFormats();
  const { changedColumns } = comparison;
  const most = changedColumns[0]?.rows ?? 1;
  return (
    <section className={overview.card} aria-label={t('often.title')}>
      <h2 className={overview.cardTitle}>{t('often.title')}</h2>
      {changedColumns.length === 0 && <p className={overview.quiet}>{t('often.none')}</p>}
      <ul className={styles.list}>
        {changedColumns.slice(0, shownColumns).map(({ name, rows }) => (
          <li key={name}>
            <LinkButton title={name} onClick={() => onShowColumn(name)}>
              {name}
            </LinkButton>
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(rows / most) * 100}%` }} />
            </span>
            <span className={styles.figure}>{t('often.rows', { rows: integer(rows) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LargestCard({ comparison, onShowColumn }: ComparisonOverviewProps) {
  const { t } = useTranslation('comparison');
  const { number } = useFormats();
  const keyText = (key: Comparison['largestChanges'][number]['key']) => {
    const text = key.map((part) => String(part ?? '–')).join(', ');
    return comparison.key === null ? t('largest.row', { row: text }) : text;
  };
  return (
    <section className={overview.card} aria-label={t('largest.title')}>
      <h2 className={overview.cardTitle}>{t('largest.title')}</h2>
      <p className={overview.quiet}>{t('largest.caption')}</p>
      <ul className={styles.changes}>
        {comparison.largestChanges.map(({ after, before, column, key }) => (
          <li key={`${column} ${keyText(key)}`}>
            <LinkButton title={column} onClick={() => onShowColumn(column)}>
              {column}
            </LinkButton>
            <span className="ellipsis">{keyText(key)}</span>
            <span className={styles.beforeAfter}>
              <del>{number(before)}</del> → <ins>{number(after)}</ins>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
