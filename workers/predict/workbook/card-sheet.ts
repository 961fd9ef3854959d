import type { Scores } from '../../../contract/models/model-document.ts';
import { cardWarningSentence } from '../../../contract/train/training-texts.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import type { SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import type { FrontContents } from './front-contents.ts';
import { barColor } from './front-looks.ts';
import { beginSheet, cell, columnRange, endSheet } from './front-sheet.ts';
import { percentText, scoreKeys } from './score-words.ts';

const shownFeatures = 20;
const shownWarnings = 20;
const originNames = { xgboost: 'XGBoost', lightgbm: 'LightGBM', catboost: 'CatBoost', onnx: 'ONNX' } as const;

/** What a person should know of the model: what it was made of, its scores beside plain guesses, what it goes by. */
export function writeCard(contents: FrontContents, name: string): FrontSheet {
  const { names, word } = contents;
  const sheet = beginSheet(contents, name, [34, 16, 16, 16, 16, 16, 16, 16], 0);
  sheet.row([cell(word('back', { sheet: names[0]! }), 'link', { target: { sheet: names[0]!, cell: 'A1' } })]);
  sheet.row([cell(word('card'), 'title')], 30);
  for (const [label, value] of factsOf(contents)) sheet.row([cell(label, 'label'), cell(value, 'fact')]);
  writeScores(sheet, contents);
  writeWarnings(sheet, contents);
  return endSheet(sheet, writeImportance(sheet, contents));
}

function factsOf({ document, locale, report, word }: FrontContents): [string, string | number][] {
  const { card, conformal, target, task } = document;
  const whole = (value: number) => value.toLocaleString(locale);
  const origin =
    card.origin === 'trained' ? word('trained', { version: card.engineVersion }) : originNames[card.origin];
  const name = target.name || word('unnamed');
  const facts: [string, string | number | null][] = [
    [word('model'), report.modelName],
    [word('version'), report.modelVersion],
    [word('target'), target.unit === null ? name : `${name} (${target.unit})`],
    [word('task'), word(task, { classes: target.classes?.length ?? 0 })],
    [word('origin'), origin],
    [
      word('trainedOn'),
      card.rows === null ? null : word('trainedRows', { files: card.files.join(', '), rows: whole(card.rows) }),
    ],
    [word('trees'), card.trees],
    [word('seed'), card.seed],
    [word('fingerprint'), card.dataFingerprint],
    [word('promised'), conformal && percentText(conformal.coverage, locale)],
    [
      word('observed'),
      conformal &&
        (conformal.observedCoverage === null ? word('unknown') : percentText(conformal.observedCoverage, locale)),
    ],
  ];
  return facts.flatMap(([label, value]): [string, string | number][] => (value === null ? [] : [[label, value]]));
}

function writeScores(sheet: SheetWriter, { document, report, word }: FrontContents): void {
  const { baseline, crossValidated, holdout, test } = document.card;
  const all: [string, Scores | null][] = [
    [word('here'), report.scores],
    [word('test'), test],
    [word('holdout'), holdout],
    [word('crossValidated'), crossValidated?.mean ?? null],
    [word('linear'), baseline?.linear ?? null],
    [word('trivial'), baseline?.trivial ?? null],
  ];
  const known = all.flatMap(([name, scores]) => (scores ? [{ name, scores }] : []));
  if (known.length === 0) return;
  sheet.skip();
  sheet.row([cell(word('scores'), 'heading')], 24);
  sheet.row([cell('', 'header'), ...known.map(({ name }) => cell(name, 'headerFigure'))], 22);
  sheet.row([cell(word('rows'), 'label'), ...known.map(({ scores }) => cell(scores.rows || null, 'count'))]);
  for (const key of scoreKeys) {
    if (known.every(({ scores }) => scores[key] === null)) continue;
    const values = known.map(({ scores }) => scores[key]);
    const deviation = crossValidated?.deviation[key] ?? null;
    const figures = values.map((value, place) => {
      if (value === null) return cell(null, 'figure');
      if (known[place]!.name !== word('crossValidated') || deviation === null) return cell(value, 'figure');
      return cell(`${value.toFixed(3)} ± ${deviation.toFixed(3)}`, 'count');
    });
    sheet.row([cell(word(key), 'label'), ...figures]);
  }
}

function writeWarnings(sheet: SheetWriter, { document, locale, word }: FrontContents): void {
  const { warnings } = document.card;
  if (warnings.length === 0) return;
  sheet.skip();
  sheet.row([cell(word('warnings'), 'heading')], 24);
  for (const warning of warnings.slice(0, shownWarnings))
    sheet.row([cell(cardWarningSentence(warning, locale), 'soft')]);
}

function writeImportance(sheet: SheetWriter, { document, word }: FrontContents): SheetChart[] {
  const shown = document.card.importance.slice(0, shownFeatures);
  if (shown.length === 0) return [];
  sheet.skip();
  sheet.row([cell(word('importance'), 'heading')], 24);
  sheet.row([cell(word('column'), 'header'), cell(word('gain'), 'headerFigure')], 22);
  const first = sheet.rows + 1;
  for (const { feature, share } of shown) sheet.row([cell(feature, 'text'), cell(share, 'share')]);
  return [
    {
      ...{ title: word('chartImportance'), kind: 'bar', isWhole: false, format: '0%' },
      categories: { range: columnRange(0, first, sheet.rows), values: shown.map(({ feature }) => feature) },
      series: [
        {
          ...{ name: word('gain'), color: barColor },
          cells: { range: columnRange(1, first, sheet.rows), values: shown.map(({ share }) => share) },
        },
      ],
      ...{ from: { column: 3, row: first - 2 }, to: { column: 8, row: first + Math.max(12, shown.length) } },
    },
  ];
}
