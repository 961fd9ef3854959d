import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrainingReport } from '../../contract/train/training-report.ts';
import { trainingWarningSentence } from '../../contract/train/training-texts.ts';
import { useLocale } from '../locale/use-locale.ts';
import styles from '../start/plan.module.css';

const shownWarnings = 12;

/** What a person should look at before trusting a training. */
export function WarningList({ warnings }: { readonly warnings: TrainingReport['warnings'] }) {
  const { t } = useTranslation('train');
  const locale = useLocale();
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label={t('warnings')} data-testid="training-warnings">
      {warnings.slice(0, shownWarnings).map((warning) => (
        <li key={`${warning.code} ${JSON.stringify(warning.values)}`} data-code={warning.code}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>{trainingWarningSentence(warning, locale)}</span>
        </li>
      ))}
    </ul>
  );
}
