import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../contract/models/models.ts';
import { useFormats } from '../locale/formats.ts';
import { Chart } from '../parts/chart.tsx';
import { chartRows } from '../parts/chart-rows.ts';
import { chartColors } from '../theme/chart-theme.ts';
import { useScheme } from '../theme/use-scheme.ts';
import { waterfallOption } from './waterfall-option.ts';
import { type WaterfallStep, waterfallSteps } from './waterfall-steps.ts';

const shownColumns = 10;
const rowPx = 27;

/** How each column moves a prediction away from what is usual, with the numbers behind it. */
export function WaterfallChart({ explanation }: { readonly explanation: Explanation }) {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const scheme = useScheme();
  const steps = useMemo(() => waterfallSteps(explanation, shownColumns), [explanation]);
  const texts = useMemo(() => {
    const valueText = ({ value }: WaterfallStep) => {
      if (value === null) return t('explain.empty');
      if (typeof value === 'boolean') return t(value ? 'whatIf.yes' : 'whatIf.no');
      return typeof value === 'number' ? formats.number(value) : value;
    };
    const mark = ({ isUnseen, isOutOfRange }: WaterfallStep) =>
      isUnseen ? ` ${t('explain.unseen')}` : isOutOfRange ? ` ${t('explain.outOfRange')}` : '';
    return {
      name: (step: WaterfallStep) => {
        if (step.kind === 'column') return `${step.column} = ${valueText(step)}${mark(step)}`;
        return step.kind === 'others' ? t('explain.othersStep', { count: step.others }) : t(`explain.${step.kind}`);
      },
      amount: (value: number) => formats.number(Number(value.toPrecision(3)), 3),
    };
  }, [t, formats]);
  const option = useMemo(() => waterfallOption(steps, texts, chartColors(scheme)), [steps, texts, scheme]);
  const table = useMemo(
    () => ({
      columns: [
        { key: 'name', header: t('explain.column'), widthPx: 260 },
        { key: 'amount', header: t('explain.amount'), widthPx: 120, align: 'right' as const },
      ],
      rows: chartRows(steps, (step) => [
        texts.name(step),
        texts.amount(step.kind === 'base' || step.kind === 'total' ? step.to : step.to - step.from),
      ]),
    }),
    [steps, texts, t],
  );
  return (
    <Chart
      option={option}
      table={table}
      label={t('explain.chart')}
      height={steps.length * rowPx + 34}
      isFull
      testId="waterfall"
    />
  );
}
