import { interpolate, joinSentences, type Locale, type LocalText } from '../texts.ts';
import type { Sample, TrainingReport, TrainingSamples } from './training-report.ts';

type SampleName = keyof TrainingSamples;

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** `{{rows}}` of `{{of}}`, where not all rows were taken; `all` where they were. */
const texts: Readonly<Record<Exclude<SampleName, 'learning'>, { readonly some: LocalText; readonly all: LocalText }>> =
  {
    importance: {
      some: text(
        'Shuffled {{repeats}} times on {{rows}} of {{of}} held-out rows, drawn by the seed: the {{columns}} columns that gain most.',
        '在 {{of}} 个保留行中按随机种子抽取的 {{rows}} 行上打乱 {{repeats}} 次：增益最大的 {{columns}} 列。',
      ),
      all: text(
        'Shuffled {{repeats}} times on all {{of}} held-out rows: the {{columns}} columns that gain most.',
        '在全部 {{of}} 个保留行上打乱 {{repeats}} 次：增益最大的 {{columns}} 列。',
      ),
    },
    dependence: {
      some: text(
        'Averaged over {{rows}} of the {{of}} rows trained on, drawn by the seed; the shares are those of all.',
        '在 {{of}} 个训练行中按随机种子抽取 {{rows}} 行求平均；占比按全部训练行计算。',
      ),
      all: text('Averaged over all {{of}} rows trained on.', '在全部 {{of}} 个训练行上求平均。'),
    },
    linear: {
      some: text(
        'In each fold the linear baseline learns from {{rows}} of its {{of}} rows, drawn by the seed.',
        '线性基线在每折的 {{of}} 个训练行中按随机种子抽取 {{rows}} 行学习。',
      ),
      all: text(
        'The linear baseline learns from all rows of its fold ({{of}}).',
        '线性基线使用该折的全部训练行（{{of}} 行）。',
      ),
    },
    calibration: {
      some: text(
        'Fitted to {{rows}} of {{of}} rows predicted out of fold, drawn by the seed; judged on all of them.',
        '在 {{of}} 个折外预测行中按随机种子抽取 {{rows}} 行拟合；评价使用全部行。',
      ),
      all: text(
        'Fitted to and judged on all {{of}} rows predicted out of fold.',
        '拟合与评价均使用全部 {{of}} 个折外预测行。',
      ),
    },
    alone: {
      some: text(
        'Scores alone and suspicions of leaks are taken from {{rows}} of {{of}} rows, drawn by the seed.',
        '单独得分与泄漏检查取自 {{of}} 行中按随机种子抽取的 {{rows}} 行。',
      ),
      all: text(
        'Scores alone and suspicions of leaks are taken from all {{of}} rows.',
        '单独得分与泄漏检查取自全部 {{of}} 行。',
      ),
    },
  };

const learning = {
  judged: text('Judged on the {{rows}} validation rows of the first fold.', '以第一折的 {{rows}} 个验证行评价。'),
  skipped: text('Steps left out because they would take too long: {{steps}}.', '因耗时过长而略去的步数：{{steps}}。'),
};

const averaged = text(
  'The lines are those of the best of {{fits}} fits, whose mean the model is.',
  '曲线只取 {{fits}} 次拟合中最好的一次；模型是它们的平均。',
);

/** That the lines of a training are not those of the model itself, where that is the mean of several fits; else empty. */
export function averagedSentence({ settings }: Pick<TrainingReport, 'settings'>, locale: Locale): string {
  const fits = Number(settings.averaged ?? 1);
  return fits > 1 ? interpolate(averaged[locale], { fits }) : '';
}

/** Which rows a figure of a training was taken from, as a sentence; empty where there is no such figure. */
export function sampleSentence(name: SampleName, samples: TrainingSamples | undefined, locale: Locale): string {
  const count = (value: number) => value.toLocaleString(locale);
  if (name === 'learning') {
    const told = samples?.learning;
    if (!told) return '';
    const judged = interpolate(learning.judged[locale], { rows: count(told.validationRows) });
    if (told.skippedSteps === 0) return judged;
    return joinSentences([judged, interpolate(learning.skipped[locale], { steps: count(told.skippedSteps) })], locale);
  }
  const sample: (Sample & { readonly repeats?: number; readonly columns?: number }) | null = samples?.[name] ?? null;
  if (sample === null) return '';
  const { columns = 0, of, repeats = 0, rows } = sample;
  const { all, some } = texts[name];
  return interpolate((rows < of ? some : all)[locale], {
    ...{ rows: count(rows), of: count(of) },
    ...{ repeats: count(repeats), columns: count(columns) },
  });
}
