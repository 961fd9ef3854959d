import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { useFormats } from '../../locale/formats.ts';
import { TypeMark } from '../../parts/type-mark.tsx';
import { ColumnDetail } from './column-detail.tsx';
import styles from './columns.module.css';
import { MiniHistogram } from './mini-histogram.tsx';
import { shapeOf, summaryOf } from './statistics.ts';
import { useTruthWords } from './use-truth-words.ts';

interface ColumnCardProps {
  readonly column: ColumnProfile;
  readonly isOpen: boolean;
  /** The one that a link led to. */
  readonly isTarget: boolean;
  readonly onToggle: (column: number) => void;
}

/** One column: a line for a glance, and all its statistics when it is open. */
export const ColumnCard = memo(function ColumnCard({ column, isOpen, isTarget, onToggle }: ColumnCardProps) {
  const { t } = useTranslation('results');
  const words = useTruthWords();
  const formats = useFormats();
  const detailId = useId();
  const missing = column.rows > 0 ? column.missing / column.rows : 0;
  const summary = summaryOf(column, formats, words);
  return (
    <article
      className={styles.card}
      data-open={isOpen || undefined}
      data-target={isTarget || undefined}
      data-testid="column-card"
      data-column-name={column.name}
    >
      <UnstyledButton
        className={styles.line}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailId : undefined}
        onClick={() => onToggle(column.index)}
      >
        <IconChevronRight size={16} className={styles.chevron} aria-hidden />
        <span className={styles.number}>{formats.integer(column.index + 1)}</span>
        <span className={styles.name}>
          <span className="ellipsis" title={column.name}>
            {column.name}
          </span>
          {(column.unit || column.isPercent) && <span className={styles.unit}>{column.unit ?? '%'}</span>}
        </span>
        <TypeMark type={column.type} isNamed />
        <span className={styles.missing} data-none={column.missing === 0 || undefined}>
          {missing > 0 && (
            <span className={styles.missingBar} aria-hidden>
              <span style={{ width: `${Math.min(100, missing * 100)}%` }} />
            </span>
          )}
          {column.missing === 0 ? t('columns.missingNone') : t('columns.missing', { share: formats.percent(missing) })}
        </span>
        <span className={styles.distinct}>{t('columns.distinct', { distinct: formats.integer(column.distinct) })}</span>
        <span className={`${styles.summary} ellipsis`} title={summary}>
          {summary}
        </span>
        <MiniHistogram counts={shapeOf(column)} />
      </UnstyledButton>
      {isOpen && <ColumnDetail column={column} id={detailId} />}
    </article>
  );
});
