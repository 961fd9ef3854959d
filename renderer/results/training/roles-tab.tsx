import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleSentence } from '../../../contract/train/sample-texts.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { columnRoleSentence, columnRoleTitle } from '../../../contract/train/training-texts.ts';
import { useFormats } from '../../locale/formats.ts';
import { useLocale } from '../../locale/use-locale.ts';
import { DataTable, type DataTableColumn } from '../../parts/data-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import columnStyles from '../columns/columns.module.css';
import styles from './training.module.css';

/** What became of every column: learned from, or set aside and why. */
export function RolesTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { integer } = useFormats();
  const locale = useLocale();
  const aloneText = [t('roles.aloneText'), sampleSentence('alone', report.samples, locale)].join('\n');
  const [search, setSearch] = useState('');
  const [isOnlyAside, setOnlyAside] = useState(false);
  const shown = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return report.columns.filter(
      ({ name, role, isLeakSuspect }) =>
        name.toLocaleLowerCase().includes(wanted) && (!isOnlyAside || role !== 'feature' || isLeakSuspect),
    );
  }, [report, search, isOnlyAside]);
  const columns = useMemo(
    (): DataTableColumn[] => [
      { key: 'name', header: t('roles.name'), widthPx: 220 },
      { key: 'type', header: t('roles.type'), widthPx: 110 },
      { key: 'role', header: t('roles.role'), widthPx: 170 },
      { key: 'distinct', header: t('roles.distinct'), widthPx: 80, align: 'right' },
      { key: 'missing', header: t('roles.missing'), widthPx: 80, align: 'right' },
      { key: 'alone', header: t('roles.alone'), title: aloneText, widthPx: 80, align: 'right' },
      { key: 'why', header: t('roles.why'), widthPx: 480 },
    ],
    [t, aloneText],
  );
  const cell = (row: number, column: number) => {
    const one = shown[row];
    if (!one) return null;
    switch (column) {
      case 0:
        return one.name;
      case 1:
        return <TypeMark type={one.type} isNamed />;
      case 2:
        return (
          <span className={styles.role} data-role={one.role} data-leak={one.isLeakSuspect || undefined}>
            {columnRoleTitle(one.role, locale)}
          </span>
        );
      case 3:
        return integer(one.distinct);
      case 4:
        return integer(one.missing);
      case 5:
        return one.aloneScore === null ? null : one.aloneScore.toFixed(3);
      default:
        return columnRoleSentence(one, locale);
    }
  };
  return (
    <div className={columnStyles.tab}>
      <div className={columnStyles.bar}>
        <SearchInput className={columnStyles.search} label={t('roles.search')} value={search} onSearch={setSearch} />
        <Checkbox
          size="sm"
          label={t('roles.onlyAside')}
          checked={isOnlyAside}
          onChange={(event) => setOnlyAside(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.filled}>
        <DataTable
          columns={columns}
          rowCount={shown.length}
          cell={cell}
          label={t('roles.title')}
          testId="roles-table"
        />
      </div>
    </div>
  );
}
