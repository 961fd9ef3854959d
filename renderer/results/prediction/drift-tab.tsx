import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PredictionReport } from '../../../contract/predict/prediction-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { DataTable, type DataTableColumn } from '../../parts/data-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import columnStyles from '../columns/columns.module.css';
import { DriftMark } from '../comparison/drift-mark.tsx';
import training from '../training/training.module.css';
import { columnsWorthALook, driftOf } from './drift-levels.ts';

/** Every column of the model: how it was found, how it was read, and how far it has moved since the training. */
export function DriftTab({ report }: { readonly report: PredictionReport }) {
  const { t } = useTranslation('prediction');
  const { integer } = useFormats();
  const [search, setSearch] = useState('');
  const [isOnlyNoted, setOnlyNoted] = useState(false);
  const noted = useMemo(() => new Set(columnsWorthALook(report.columns).map(({ column }) => column)), [report]);
  const shown = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return report.columns
      .filter(
        ({ column, source }) =>
          (!isOnlyNoted || noted.has(column)) && `${column}\n${source ?? ''}`.toLocaleLowerCase().includes(wanted),
      )
      .sort((a, b) => Number(a.source !== null) - Number(b.source !== null) || (b.psi ?? -1) - (a.psi ?? -1));
  }, [report, search, isOnlyNoted, noted]);
  const hasExamples = report.columns.some(({ unseenExamples }) => unseenExamples.length > 0);
  const columns = useMemo(
    (): DataTableColumn[] => [
      { key: 'column', header: t('drift.column'), widthPx: 200 },
      { key: 'source', header: t('drift.source'), widthPx: 200 },
      { key: 'drift', header: t('drift.drift'), title: t('drift.psiText'), widthPx: 128 },
      { key: 'psi', header: 'PSI', title: t('drift.psiText'), widthPx: 70, align: 'right' },
      { key: 'missing', header: t('drift.missing'), widthPx: 80, align: 'right' },
      { key: 'unreadable', header: t('drift.unreadable'), widthPx: 100, align: 'right' },
      { key: 'unseen', header: t('drift.unseen'), widthPx: 90, align: 'right' },
      { key: 'range', header: t('drift.outOfRange'), widthPx: 110, align: 'right' },
      ...(hasExamples ? [{ key: 'examples', header: t('drift.examples'), widthPx: 320 }] : []),
    ],
    [t, hasExamples],
  );
  const cell = (row: number, column: number) => {
    const one = shown[row];
    if (!one) return null;
    switch (column) {
      case 0:
        return one.column;
      case 1:
        return one.source === null
          ? t('drift.absent')
          : one.kind === 'same'
            ? one.source
            : `${one.source} (${t(`drift.${one.kind}`)})`;
      case 2:
        return one.psi === null ? '' : <DriftMark drift={driftOf(one.psi, one.psiByChance)} />;
      case 3:
        return one.psi === null ? '' : one.psi.toFixed(3);
      case 4:
        return integer(one.missingCells);
      case 5:
        return integer(one.unreadableCells);
      case 6:
        return integer(one.unseenCells);
      case 7:
        return integer(one.outOfRangeCells);
      default:
        return one.unseenExamples.join(', ');
    }
  };
  return (
    <div className={columnStyles.tab}>
      <div className={columnStyles.bar}>
        <SearchInput className={columnStyles.search} label={t('drift.search')} value={search} onSearch={setSearch} />
        <Checkbox
          size="sm"
          label={t('drift.onlyNoted')}
          checked={isOnlyNoted}
          onChange={(event) => setOnlyNoted(event.currentTarget.checked)}
        />
        {report.unusedColumns.length > 0 && (
          <span className={columnStyles.total} title={report.unusedColumns.slice(0, 100).join(', ')}>
            {t('drift.unused', { count: report.unusedColumns.length })}
          </span>
        )}
      </div>
      <div className={training.filled}>
        <DataTable
          columns={columns}
          rowCount={shown.length}
          cell={cell}
          label={t('drift.title')}
          testId="drift-table"
        />
      </div>
    </div>
  );
}
