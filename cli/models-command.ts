import { Fault } from '../contract/faults.ts';
import type { Scores } from '../contract/models/model-document.ts';
import { modelLossSentence } from '../contract/models/model-losses.ts';
import type { ModelFileFormat } from '../contract/models/model-orders.ts';
import type { ModelSummary } from '../contract/models/models.ts';
import { cardWarningSentence } from '../contract/train/training-texts.ts';
import { columnNames, type Invocation, oneOf, wholeNumber } from './command-line.ts';
import { type Session, type Surroundings, shortId, withEngine } from './engine-session.ts';
import type { Interruption } from './interruption.ts';
import { timeText } from './job-words.ts';
import { noteExported } from './note-exported.ts';
import { outFolderOf } from './out-folder.ts';
import { printTable } from './print-table.ts';
import { say } from './texts.ts';

const formats = { auspex: 'auspex-model', xgboost: 'xgboost-json', onnx: 'onnx' } as const;
const formatNames = Object.keys(formats) as (keyof typeof formats)[];

/** `auspex models …`: the model library. Gives the exit code. */
export function runModelsCommand(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const verbs = { list, show, import: importModel, export: exportModel, remove };
  return withEngine(invocation, surroundings, interruption, 'nothing', 1, (session) =>
    verbs[invocation.verb as keyof typeof verbs](session),
  );
}

/** The model that a word means: its id, its end, its name (the newest version), or a version as in `name@2`. Throws MODEL_UNKNOWN. */
function modelOf({ engine }: Session, word: string): ModelSummary {
  const named = engine.models.findNamed(word);
  if (named) return named;
  const byEnd = /^[0-9a-f]{8}$/.test(word)
    ? engine.models.list({ search: '', limit: 500, offset: 0 }).models.filter(({ id }) => id.endsWith(word))
    : [];
  if (byEnd.length !== 1) throw new Fault('MODEL_UNKNOWN', { model: word });
  return byEnd[0]!;
}

async function list(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const { options } = invocation;
  const limit = wholeNumber(options, 'limit', 1, 500) ?? 100;
  const offset = wholeNumber(options, 'offset', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const page = await client.models.listModels({ search: options.search ?? '', limit, offset });
  if (invocation.isJson) session.printJson(page);
  else if (page.models.length === 0) session.print(say('noModels', locale));
  else {
    const rows = page.models.map((model) => [
      ...[shortId(model.id), model.name, String(model.version), model.target || '–', model.origin],
      ...[scoreText(model.scores), timeText(model.createdAtMs, locale)],
    ]);
    const heads = ['headId', 'headName', 'headVersion', 'headTarget', 'headOrigin', 'headScore', 'headWhen'] as const;
    printTable(session, heads, rows);
  }
  return 0;
}

/** The score a person looks at first. */
function scoreText(scores: Scores | null): string {
  if (!scores) return '–';
  const { accuracy, rmse } = scores;
  if (accuracy !== null) return `accuracy ${accuracy.toFixed(3)}`;
  return rmse === null ? '–' : `RMSE ${Number(rmse.toPrecision(4))}`;
}

async function show(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  const model = await client.models.getModel({ id: modelOf(session, invocation.words[0]!).id });
  if (invocation.isJson) {
    session.printJson(model);
    return 0;
  }
  const { card, inputs } = model;
  session.print(say('modelHead', locale, { name: model.name, version: model.version, id: model.id }));
  const target = model.target || say('targetUnnamed', locale);
  const facts: [Parameters<typeof say>[0], string][] = [
    ['modelTarget', model.classes ? `${target} (${model.classes.join(', ')})` : target],
    ['modelOrigin', `${card.origin}, ${timeText(model.createdAtMs, locale)}`],
    ['modelFiles', card.files.join(', ') || '–'],
    ['modelSize', `${card.rows ?? '–'} × ${inputs.length}, ${card.trees}`],
    ['modelColumns', inputs.map(({ name }) => name).join(', ')],
  ];
  for (const [name, value] of facts) session.print(`  ${say(name, locale)}: ${value}`);
  const scores = [
    ['scoreFolds', card.crossValidated?.mean ?? null],
    ['scoreHoldout', card.holdout],
    ['scoreTest', card.test],
    ['scoreBaseline', card.baseline?.trivial ?? null],
  ] as const;
  for (const [name, value] of scores) if (value) session.print(`  ${say(name, locale)}: ${figures(value)}`);
  for (const warning of card.warnings) session.print(`  ! ${cardWarningSentence(warning, locale)}`);
  if (model.notes) session.print(`  ${model.notes}`);
  return 0;
}

const figures = ({ rows: _, ...scores }: Scores): string =>
  Object.entries(scores)
    .flatMap(([name, value]) => (value === null ? [] : [`${name} ${Number(value.toPrecision(4))}`]))
    .join(', ');

async function importModel(session: Session): Promise<number> {
  const { client, engine, invocation, locale } = session;
  const { options, words } = invocation;
  const ticketOf = async (word: string) => (await engine.tickets.issueTicket(session.resolve(word))).id;
  const answer = await client.models.importModel({
    ...{ ticket: await ticketOf(words[0]!), name: options.name ?? null, target: options.target ?? null },
    classes: options.classes === undefined ? null : columnNames(options.classes),
    check: options.check === undefined ? null : await ticketOf(options.check),
  });
  if (invocation.isJson) session.printJson(answer);
  else {
    const { model, checkedRows, largestDifference } = answer;
    session.print(say('modelImported', locale, { name: model.name, version: model.version, id: model.id }));
    if (checkedRows !== null)
      session.print(say('modelChecked', locale, { rows: checkedRows, difference: largestDifference }));
  }
  return 0;
}

async function exportModel(session: Session): Promise<number> {
  const { engine, invocation, locale, surroundings } = session;
  const format: ModelFileFormat = formats[oneOf(invocation.options, 'to', formatNames) ?? 'auspex'];
  const folder = (await outFolderOf(session)) ?? surroundings.folder;
  const { file, losses } = await engine.models.saveInto(modelOf(session, invocation.words[0]!).id, format, folder);
  noteExported(engine, [file]);
  if (invocation.isJson) session.printJson({ artifacts: [file], losses });
  else {
    session.print(file);
    for (const loss of losses) session.print(modelLossSentence(loss, locale));
  }
  return 0;
}

async function remove(session: Session): Promise<number> {
  const { client, invocation, locale } = session;
  // All are looked for first: of a wrong word nothing is removed.
  const ids = invocation.words.map((word) => modelOf(session, word).id);
  let removed = 0;
  for (const id of ids) removed += (await client.models.removeModel({ id })).removed ? 1 : 0;
  if (invocation.isJson) session.printJson({ removed });
  else session.print(say('removed', locale, { count: removed }));
  return 0;
}
