import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  groupDriftRows,
  type PredictionGroup,
  type PredictionReport,
} from '../../../contract/predict/prediction-report.ts';
import { useFormats } from '../../locale/formats.ts';
import { scoreText, shownScores } from '../../models/score-words.ts';
import { DataTable, type DataTableColumn } from '../../parts/data-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { DriftMark } from '../comparison/drift-mark.tsx';
import overview from '../overview/overview.module.css';
import training from '../training/training.module.css';
import { driftOf } from './drift-levels.ts';
import { GroupChart } from './group-chart.tsx';

const shownClasses = 8;
const rowPx = 32;
/** The head, and a bar to scroll sideways. */
const aroundPx = 54;

/** What was foretold in each group: as a chart, and every figure in a table. */
export function PredictedGroupsTab({ report }: { readonly report: PredictionReport }) {
  const { t } = useTranslation('prediction');
  const { t: ofModels } = useTranslation('models');
  const formats = useFormats();
  const [search, setSearch] = useState('');
  const { groups, classes } = report;
  const column = report.groupBy ?? '';
  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return groups.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  }, [groups, search]);
  const kinds = useMemo(() => shownScores(groups.slice(0, 50).map(({ scores }) => scores)).slice(0, 3), [groups]);
  const shares = useMemo(() => (classes ?? []).slice(0, shownClasses), [classes]);
  const columns = useMemo(
    (): DataTableColumn[] => [
      { key: 'name', header: column, widthPx: 136 },
      { key: 'rows', header: t('groups.rows'), widthPx: 64, align: 'right' },
      ...shares.map((name, place) => ({ key: `class ${place}`, header: name, widthPx: 76, align: 'right' as const })),
      { key: 'mean', header: t(classes ? 'groups.certainty' : 'groups.mean'), widthPx: 118, align: 'right' },
      ...(classes
        ? []
        : [
            { key: 'minimum', header: t('groups.minimum'), widthPx: 84, align: 'right' as const },
            { key: 'maximum', header: t('groups.maximum'), widthPx: 84, align: 'right' as const },
          ]),
      ...kinds.map(({ name }) => ({
        key: name,
        header: ofModels(`scoreName.${name}`),
        widthPx: 80,
        align: 'right' as const,
      })),
      {
        key: 'drift',
        header: t('groups.drift'),
        title: t('groups.driftText', { count: groupDriftRows }),
        widthPx: 206,
      },
    ],
    [column, shares, classes, kinds, t, ofModels],
  );
  const cell = (row: number, place: number) => {
    const group = found[row];
    if (!group) return null;
    if (place === 0) return group.name;
    if (place === 1) return formats.integer(group.rows);
    const ofClass = place - 2;
    if (ofClass < shares.length) return formats.integer(group.classRows?.[ofClass] ?? 0);
    const rest = ofClass - shares.length;
    const figures = classes
      ? [formats.percent(group.mean)]
      : [formats.number(group.mean, 4), formats.number(group.minimum, 4), formats.number(group.maximum, 4)];
    if (rest < figures.length) return figures[rest] ?? null;
    if (rest - figures.length === kinds.length) return <GroupDriftCell group={group} />;
    const kind = kinds[rest - figures.length];
    return kind && group.scores ? scoreText(kind, group.scores[kind.name], formats) : null;
  };
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        <section className={overview.card} aria-label={t('groups.title', { column })}>
          <h2 className={overview.cardTitle}>{t('groups.title', { column })}</h2>
          <div className={overview.underTitle}>
            <GroupChart report={report} groups={found} />
          </div>
        </section>
        <section className={overview.card} aria-label={t('groups.all')}>
          <div className={training.bar}>
            <h2 className={overview.cardTitle}>{t('groups.all')}</h2>
            <SearchInput size="xs" label={t('groups.search')} value={search} onSearch={setSearch} />
          </div>
          <DataTable
            columns={columns}
            rowCount={found.length}
            cell={cell}
            label={t('groups.all')}
            heightPx={Math.min(520, aroundPx + found.length * rowPx)}
            testId="predicted-groups"
          />
          {report.groupTotal > groups.length && (
            <p className={overview.quiet}>
              {t('groups.more', { shown: formats.integer(groups.length), total: formats.integer(report.groupTotal) })}
            </p>
          )}
        </section>
      </div>
    </div>
  );
}

/** The column of a group that is furthest from the training. */
function GroupDriftCell({ group: { drift } }: { readonly group: PredictionGroup }) {
  const [first] = drift?.columns ?? [];
  if (!first) return null;
  return (
    <>
      <DriftMark drift={driftOf(first.psi, first.psiByChance)} /> {first.psi.toFixed(2)} {first.column}
    </>
  );
}
