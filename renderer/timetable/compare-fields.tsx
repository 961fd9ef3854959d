import { NumberInput, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';
import type { WorkFieldsProps } from './work-draft.ts';

const offeredColumns = 200;
const mostKeyColumns = 16;

interface CompareFieldsProps extends WorkFieldsProps {
  readonly columns: readonly string[];
}

/** By what rows are told apart, and what is left out of the comparison. */
export function CompareFields({ draft, onChange, columns }: CompareFieldsProps) {
  const { t } = useTranslation(['timetable', 'compare']);
  const { ignored, key, tolerance } = draft;
  return (
    <>
      <div className={styles.halves}>
        <TagsInput
          label={t('compare:key.label')}
          placeholder={key.length > 0 ? '' : t('work.keyHint')}
          limit={offeredColumns}
          maxTags={mostKeyColumns}
          data={[...columns]}
          value={[...key]}
          onChange={(names) => onChange({ key: names })}
          data-testid="work-key"
        />
        <NumberInput
          label={t('compare:tolerance.label')}
          value={tolerance}
          min={0}
          step={0.01}
          onChange={(value) => onChange({ tolerance: Math.max(0, Number(value) || 0) })}
          data-testid="work-tolerance"
        />
      </div>
      <TagsInput
        label={t('compare:ignored.label')}
        placeholder={ignored.length > 0 ? '' : t('work.ignoredHint')}
        limit={offeredColumns}
        data={[...columns]}
        value={[...ignored]}
        onChange={(names) => onChange({ ignored: names })}
        data-testid="work-ignored"
      />
    </>
  );
}
