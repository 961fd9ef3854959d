import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingReport } from '../../../contract/train/training-report.ts';
import overview from '../overview/overview.module.css';
import { ConfusionCard } from './confusion-card.tsx';
import { ResidualCards } from './residual-cards.tsx';

/** Where the model errs: which class it takes for which, or how far its numbers are off. */
export function ErrorsTab({ report }: { readonly report: TrainingReport }) {
  const { t } = useTranslation('training');
  const classes = useMemo(() => report.classes?.map(({ name }) => name) ?? [], [report]);
  return (
    <div className={overview.scroller}>
      <div className={overview.page}>
        {report.confusion && (
          <ConfusionCard confusion={report.confusion} classes={classes} title={t('confusion.title')} />
        )}
        {report.residuals && <ResidualCards residuals={report.residuals} unit={report.unit} target={report.target} />}
      </div>
    </div>
  );
}
