import { Button, Switch } from '@mantine/core';
import { memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnProposal, TrainingProposal } from '../../contract/train/training-report.ts';
import { columnRoleSentence } from '../../contract/train/training-texts.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { SearchInput } from '../parts/search-input.tsx';
import { TypeMark } from '../parts/type-mark.tsx';
import { useVirtual } from '../parts/use-virtual.ts';
import plan from '../start/plan.module.css';
import { useStore } from '../store/store.ts';
import { canChooseUse, usedColumns, withUse } from './column-use.ts';
import styles from './train.module.css';

const rowPx = 42;
const searchFrom = 12;

/** Which columns are learned from, which are set aside and why; a person may decide otherwise. */
export const ColumnsCard = memo(function ColumnsCard({ proposal }: { readonly proposal: TrainingProposal }) {
  const { t } = useTranslation('train');
  const { integer } = useFormats();
  const exclude = useStore((state) => state.trainDraft.options.exclude);
  const include = useStore((state) => state.trainDraft.options.include);
  const change = useStore((state) => state.changeTrainSettings);
  const [search, setSearch] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return proposal.columns.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  }, [proposal, search]);
  const used = useMemo(() => usedColumns(proposal.columns, { exclude, include }), [proposal, exclude, include]);
  const virtual = useVirtual({
    name: 'train-columns',
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  });
  const use = (some: readonly ColumnProposal[], isOn: boolean) => {
    change(withUse({ exclude, include }, some, isOn));
  };
  return (
    <section className={plan.card} aria-label={t('columns.title')} data-testid="columns-card">
      <h2 className={plan.title}>
        {t('columns.title')}
        <span className={plan.count} data-testid="used-columns">
          {t('columns.count', { used: integer(used.size), all: integer(proposal.columns.length) })}
        </span>
      </h2>
      {proposal.columns.length > searchFrom && (
        <SearchInput
          size="xs"
          mb={8}
          label={t('columns.search')}
          value={search}
          onSearch={setSearch}
          rightSectionWidth={110}
          rightSection={
            <Button.Group>
              <Button size="compact-xs" variant="subtle" onClick={() => use(columns, true)}>
                {t('columns.all')}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={() => use(columns, false)}>
                {t('columns.none')}
              </Button>
            </Button.Group>
          }
        />
      )}
      <div ref={scroller} className={styles.columns}>
        <ul className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const column = columns[index];
            if (!column) return null;
            return (
              <ColumnLine
                key={column.name}
                column={column}
                topPx={start}
                rows={proposal.rows}
                isOn={used.has(column.name)}
                onUse={(isOn) => use([column], isOn)}
              />
            );
          })}
        </ul>
        {columns.length === 0 && <p className={plan.quiet}>{t('columns.noMatch')}</p>}
      </div>
    </section>
  );
});

interface ColumnLineProps {
  readonly column: ColumnProposal;
  readonly topPx: number;
  readonly rows: number;
  readonly isOn: boolean;
  readonly onUse: (isOn: boolean) => void;
}

function ColumnLine({ column, topPx, isOn, onUse }: ColumnLineProps) {
  const { t } = useTranslation('train');
  const locale = useLocale();
  const { name, type, role, isLeakSuspect } = column;
  const note = columnRoleSentence(column, locale);
  return (
    <li className={styles.column} style={{ top: topPx }} data-off={!isOn || undefined} data-role={role}>
      <span className={styles.columnWords}>
        <span className={styles.columnName}>
          <TypeMark type={type} />
          <span className="ellipsis" title={name}>
            {name}
          </span>
        </span>
        <span className={`${styles.columnNote} ellipsis`} data-leak={isLeakSuspect || undefined} title={note}>
          {note}
        </span>
      </span>
      {canChooseUse(column) && (
        <Switch
          size="xs"
          checked={isOn}
          aria-label={t('columns.use', { column: name })}
          onChange={(event) => onUse(event.currentTarget.checked)}
        />
      )}
    </li>
  );
}
