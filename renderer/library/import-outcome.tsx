import { useTranslation } from 'react-i18next';
import type { ImportOutcome } from '../../contract/library/library.ts';
import { useFormats } from '../locale/formats.ts';
import { DataTable } from '../parts/data-table.tsx';
import importDialogStyles from './import-dialog.module.css';
import styles from './library-sidebar.module.css';

const rowHeightPx = 28;
const maxTablePx = 260;

/** What an import does: rows, columns, and the rows of each group before and after. */
export function ImportOutcomeView({ outcome, isOld }: { readonly outcome: ImportOutcome; readonly isOld: boolean }) {
  const { t } = useTranslation('library');
  const formats = useFormats();
  const { added, updated, rowsBefore, rowsAfter, newColumns, absentColumns, groups, groupTotal, groupBy } = outcome;
  const figures = [
    ['before', rowsBefore],
    ['added', added],
    ['updated', updated],
    ['after', rowsAfter],
  ] as const;
  return (
    <div className={importDialogStyles.preview} data-old={isOld || undefined} data-testid="import-preview">
      <dl className={importDialogStyles.figureList}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`import.${name}`)}</dt>
            <dd data-testid={`import-${name}`}>{formats.integer(value)}</dd>
          </div>
        ))}
      </dl>
      {newColumns.length > 0 && (
        <p className={styles.quiet}>{t('import.newColumns', { columns: listed(newColumns) })}</p>
      )}
      {absentColumns.length > 0 && (
        <p className={styles.quiet}>{t('import.absentColumns', { columns: listed(absentColumns) })}</p>
      )}
      {groupBy !== null && groups.length > 0 && (
        <>
          <DataTable
            columns={[
              { key: 'group', header: groupBy, widthPx: 280 },
              { key: 'before', header: t('import.before'), widthPx: 110, align: 'right' },
              { key: 'after', header: t('import.after'), widthPx: 110, align: 'right' },
            ]}
            rowCount={groups.length}
            cell={(row, column) => {
              const group = groups[row];
              if (!group) return null;
              if (column === 0) return group.name ?? t('import.noGroup');
              return formats.integer(column === 1 ? group.before : group.after);
            }}
            label={groupBy}
            rowHeightPx={rowHeightPx}
            headerHeightPx={30}
            heightPx={Math.min(maxTablePx, 34 + groups.length * rowHeightPx)}
            testId="import-groups"
          />
          {groupTotal > groups.length && (
            <p className={styles.quiet}>
              {t('import.groupsCut', { shown: formats.integer(groups.length), total: formats.integer(groupTotal) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** Names of many columns would fill the dialog. */
const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')}, … (${names.length})` : names.join(', ');
