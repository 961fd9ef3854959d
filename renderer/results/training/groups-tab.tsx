import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { scoreText, shownScores } from '../../models/score-words.ts';
import { BarChart } from '../../parts/bar-chart.tsx';
import { DataTable, type DataTableColumn } from '../../parts/data-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import overview from '../overview/overview.module.css';
import styles from './training.module.css';

const drawnGroups = 12;
const rowPx = 32;
/** The head, and a bar to scroll sideways. */
const aroundPx = 54;

/** How good the model is within each group, the worst first. */
export function GroupsTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const { t: ofModels } = useTranslation('models');
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const groups = report.groups?.groups;
  const kinds = useMemo(() => shownScores(groups?.slice(0, 50).map(({ scores }) => scores) ?? []), [groups]);
  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return groups?.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)) ?? [];
  }, [groups, search]);
  const columns = useMemo(
    (): DataTableColumn[] => [
      { key: 'name', header: report.groups?.column ?? '', widthPx: 260 },
      { key: 'rows', header: t('groups.rows'), widthPx: 90, align: 'right' },
      ...kinds.map(({ name }) => ({
        key: name,
        header: ofModels(`scoreName.${name}`),
        title: ofModels(`scoreText.${name}`),
        widthPx: 100,
        align: 'right' as const,
      })),
      ...(groups?.some(({ isSmall }) => isSmall) ? [{ key: 'note', header: '', widthPx: 200 }] : []),
    ],
    [report, groups, kinds, t, ofModels],
  );
  const main = kinds.find(({ name }) => name === 'accuracy' || name === 'rmse') ?? kinds[0];
  const bars = useMemo(
    () =>
      main
        ? (groups ?? [])
            .filter(({ isSmall }) => !isSmall)
            .slice(0, drawnGroups)
            .map(({ name, scores }) => ({ name, value: scores[main.name] ?? 0 }))
            .sort((one, other) => (main.isHigherBetter ? one.value - other.value : other.value - one.value))
        : [],
    [groups, main],
  );
  if (!report.groups) return null;
  const worstTitle = main && t('groups.worst', { score: ofModels(`scoreName.${main.name}`) });
  const cell = (row: number, column: number) => {
    const group = found[row];
    if (!group) return null;
    if (column === 0) return group.name;
    if (column === 1) return formats.integer(group.rows);
    const kind = kinds[column - 2];
    if (kind) return scoreText(kind, group.scores[kind.name], formats);
    return group.isSmall ? t('groups.small') : '';
  };
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        {bars.length > 1 && main && (
          <section className={overview.card} aria-label={worstTitle}>
            <h2 className={overview.cardTitle}>{worstTitle}</h2>
            <div className={overview.underTitle}>
              <BarChart
                bars={bars}
                label={t('groups.chart', { column: report.groups.column })}
                nameHead={report.groups.column}
                valueHead={ofModels(`scoreName.${main.name}`)}
                valueText={(value) => scoreText(main, value, formats)}
                testId="groups-chart"
              />
            </div>
          </section>
        )}
        <section className={overview.card} aria-label={t('groups.title', { column: report.groups.column })}>
          <div className={styles.bar}>
            <h2 className={overview.cardTitle}>{t('groups.title', { column: report.groups.column })}</h2>
            <SearchInput size="xs" label={t('groups.search')} value={search} onSearch={setSearch} />
          </div>
          <p className={styles.note}>{t('groups.order')}</p>
          <DataTable
            columns={columns}
            rowCount={found.length}
            cell={cell}
            label={t('groups.title', { column: report.groups.column })}
            heightPx={Math.min(520, aroundPx + found.length * rowPx)}
            testId="groups-table"
          />
          {report.groups.total > report.groups.groups.length && (
            <p className={overview.quiet}>
              {t('groups.more', {
                shown: formats.integer(report.groups.groups.length),
                total: formats.integer(report.groups.total),
              })}
            </p>
          )}
        </section>
      </div>
    </div>
  );
}
