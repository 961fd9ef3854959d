import { MultiSelect, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { exportFormats, exportSplits } from '../../contract/export-options.ts';
import type { TableColumn } from '../../contract/tables.ts';
import { useFormats } from '../locale/formats.ts';
import { InTurns } from '../parts/in-turns.tsx';
import { Segments } from '../parts/segments.tsx';
import styles from './export-dialog.module.css';
import { differs, type ExportDraft } from './export-draft.ts';

interface ExportFormProps {
  readonly draft: ExportDraft;
  readonly onChange: (draft: ExportDraft) => void;
  readonly columns: readonly TableColumn[];
  readonly shownColumns: readonly number[];
  readonly rows: number;
  /** Whether the cells can be had as the person's file has them. */
  readonly canBeAsWritten: boolean;
}

/** More choices at once only slow the list down: the rest is found by searching. */
const shownChoices = 200;

/** What can be chosen about an export. */
export function ExportForm({ draft, onChange, columns, shownColumns, rows, canBeAsWritten }: ExportFormProps) {
  const { t } = useTranslation('export');
  const formats = useFormats();
  const change = (part: Partial<ExportDraft>) => onChange({ ...draft, ...part });
  const choices = columns.map(({ name }, place) => ({ value: String(place), label: name }));
  const figures = choices.filter((_, place) => columns[place]?.type === 'number');
  const hasUnits = columns.some(({ isPercent, unit }) => unit !== undefined || isPercent);
  const isAsWritten = canBeAsWritten && draft.isAsWritten;
  const count = draft.isAsShown ? shownColumns.length : columns.length;
  return (
    <InTurns>
      <p className={styles.shape} data-testid="export-shape">
        {t('shape', { rows: formats.integer(rows), columns: formats.integer(count) })}
      </p>
      <Segments
        label={t('format.label')}
        value={draft.format}
        onChange={(format) => change({ format })}
        choices={exportFormats.map((format) => ({ value: format, label: t(`format.${format}`) }))}
        testId="export-format"
      />
      <p className={styles.hint}>{t(`hint.${draft.format}`)}</p>
      {differs(columns.length, shownColumns) && (
        <Switch
          label={t('asShown')}
          checked={draft.isAsShown}
          onChange={(event) => change({ isAsShown: event.currentTarget.checked })}
          data-testid="export-as-shown"
        />
      )}
      <Select
        label={t('groupBy.label')}
        description={t('groupBy.text')}
        placeholder={t('groupBy.none')}
        data={choices}
        value={draft.groupBy === null ? null : String(draft.groupBy)}
        onChange={(place) => change({ groupBy: place === null ? null : Number(place) })}
        limit={shownChoices}
        searchable
        clearable
        data-testid="export-group-by"
      />
      {draft.groupBy !== null && draft.format === 'xlsx' && (
        <Segments
          label={t('split.label')}
          value={draft.split}
          onChange={(split) => change({ split })}
          choices={exportSplits.map((split) => ({ value: split, label: t(`split.${split}`) }))}
          testId="export-split"
        />
      )}
      {canBeAsWritten && (
        <Switch
          label={t('asWritten.label')}
          description={t('asWritten.text')}
          checked={draft.isAsWritten}
          onChange={(event) => change({ isAsWritten: event.currentTarget.checked })}
          data-testid="export-as-written"
        />
      )}
      {draft.format === 'xlsx' && figures.length > 0 && !isAsWritten && (
        <MultiSelect
          label={t('colors.label')}
          placeholder={draft.colorScales.length > 0 ? '' : t('colors.none')}
          data={figures}
          value={draft.colorScales.map(String)}
          onChange={(places) => change({ colorScales: places.map(Number) })}
          limit={shownChoices}
          searchable
          data-testid="export-colors"
        />
      )}
      {draft.format === 'csv' && hasUnits && !isAsWritten && (
        <Switch
          label={t('units.label')}
          description={t('units.text')}
          checked={draft.hasUnits}
          onChange={(event) => change({ hasUnits: event.currentTarget.checked })}
          data-testid="export-units"
        />
      )}
      {draft.format === 'csv' && (
        <Switch
          label={t('neutral.label')}
          description={t('neutral.text')}
          checked={draft.isNeutralised}
          onChange={(event) => change({ isNeutralised: event.currentTarget.checked })}
          data-testid="export-neutral"
        />
      )}
    </InTurns>
  );
}
