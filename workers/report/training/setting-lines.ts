import { optionName, optionText } from '../../../contract/option-texts.ts';
import { type TrainingData, taskText } from './training-data.ts';

/** How the model was made: what was predicted, the folds, and the numbers of the fit. */
export function settingLines(data: TrainingData): [name: string, value: string][] {
  const { locale, metric, report, texts, word } = data;
  const { preset, seed, settings } = report;
  const files = report.files.join(', ');
  return [
    [word('file'), files],
    [word('task'), taskText(data)],
    [word('metric'), metric],
    [word('rows'), texts.count(report.trainRows)],
    [word('holdout'), texts.count(report.holdoutRows)],
    [word('test'), texts.count(report.testRows)],
    [word('withoutTarget'), texts.count(report.rowsWithoutTarget)],
    [word('folds'), `${report.folds} (${word(report.foldScheme)})`],
    [word('preset'), optionText('preset', preset, locale) ?? preset],
    [word('seed'), String(seed)],
    ...Object.entries(settings).map(([name, value]): [string, string] => [
      optionName(name, locale),
      optionText(name, value, locale) ?? '–',
    ]),
  ];
}
