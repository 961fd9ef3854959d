import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FaultData, faultSentence } from '../../../contract/faults.ts';
import type { LibraryTable } from '../../../contract/library/library.ts';
import { LibrarySidebar } from '../../../renderer/library/library-sidebar.tsx';
import { ModelsScreen } from '../../../renderer/models/models-screen.tsx';
import { PredictPlan } from '../../../renderer/predict/predict-plan.tsx';
import { PartFrame } from '../../../renderer/results/part-frame.tsx';
import { useStore } from '../../../renderer/store/store.ts';
import { TimetableScreen } from '../../../renderer/timetable/timetable-screen.tsx';
import { TrainPlan } from '../../../renderer/train/train-plan.tsx';
import { buildItem } from '../build-item.ts';
import { sampleModels, summaryOf } from '../prediction/sample-model.ts';
import { sampleProposal } from '../prediction/sample-training-report.ts';
import { answers, drawn, faults, forgetAnswers, wordsOf } from './answered-screen.tsx';

vi.mock('../../../renderer/parts/use-answer.ts', async () => {
  const { useAnswer } = await import('./answered-screen.tsx');
  return { useAnswer };
});
// Drawn without a window, the store's hook knows only the state it began with.
vi.mock('../../../renderer/store/store.ts', async (original) => {
  const { useStore: store, ...rest } = await original<typeof import('../../../renderer/store/store.ts')>();
  const useStore = (select: (state: ReturnType<typeof store.getState>) => unknown) => select(store.getState());
  return { ...rest, useStore: Object.assign(useStore, store) };
});
vi.mock('../../../renderer/bridge/client.ts', async (original) => ({
  ...(await original<object>()),
  ...(await import('./answered-screen.tsx')).clientModule,
}));

const broken: FaultData = { code: 'DISK_FULL', values: {}, detail: null };
const sentence = faultSentence(broken, 'en');
const details = sampleModels(3);
const models = details.map(summaryOf);
const initial = useStore.getState();
const none = () => undefined;

beforeEach(() => {
  forgetAnswers();
  useStore.setState(initial, true);
});

describe('the models', () => {
  const path = 'models.listModels';

  it('are on their way', () => {
    const markup = drawn(<ModelsScreen />);
    expect(markup).toContain('aria-busy="true"');
    expect(wordsOf(markup)).not.toMatch(/No model/);
  });

  it('are none yet: the way to the first one is shown', () => {
    answers[path] = { models: [], total: 0 };
    const markup = drawn(<ModelsScreen />);
    expect(markup).toContain('aria-busy="false"');
    expect(wordsOf(markup)).toMatch(/Train a model/);
  });

  it('cannot be listed: the reason is told', () => {
    faults[path] = broken;
    expect(wordsOf(drawn(<ModelsScreen />))).toContain(sentence);
  });

  it('are there: the newest is shown in full', () => {
    answers[path] = { models, total: models.length };
    answers['models.getModel'] = details[0];
    const words = wordsOf(drawn(<ModelsScreen />));
    expect(words).toContain(details[0]!.name);
    expect(words).toMatch(/Cross-validation.*What weighs most/);
  });
});

describe('the plan of a training', () => {
  const item = buildItem('grades');
  const proposal = sampleProposal(null);

  it('asks for a file, then looks into it', () => {
    useStore.setState({ items: [] });
    expect(drawn(<TrainPlan />)).not.toContain('target-select');
    useStore.setState({ items: [item] });
    const markup = drawn(<TrainPlan />);
    expect(markup).toContain('target-select');
    expect(markup).not.toContain('preset-quick');
  });

  it('tells why a target cannot be learned, beside the choice of another', () => {
    useStore.setState({ items: [item] });
    faults['training.proposeTraining'] = broken;
    const markup = drawn(<TrainPlan />);
    expect(markup).toContain('target-select');
    expect(wordsOf(markup)).toContain(sentence);
  });

  it('shows what is proposed: task, classes, columns and how thorough', () => {
    useStore.setState({ items: [item] });
    answers['training.proposeTraining'] = { itemKey: item.key, asked: '', proposal };
    // Chosen as soon as it is proposed, which a drawing as text does not do.
    useStore.getState().changeTraining({ itemKey: item.key, target: proposal.target });
    const markup = drawn(<TrainPlan />);
    for (const preset of ['quick', 'balanced', 'thorough']) expect(markup).toContain(`preset-${preset}`);
    expect(wordsOf(markup)).toMatch(/What should be predicted.*How thorough.*What it learns from/);
  });
});

describe('the plan of a prediction', () => {
  const path = 'models.listModels';

  it('waits for the models, leads to a training where there is none, and tells what fails', () => {
    useStore.setState({ items: [buildItem('grades')] });
    expect(drawn(<PredictPlan />)).not.toContain('model-card');
    answers[path] = { models: [], details: [], total: 0 };
    expect(wordsOf(drawn(<PredictPlan />))).toMatch(/Train a model/);
    forgetAnswers();
    faults[path] = broken;
    expect(wordsOf(drawn(<PredictPlan />))).toContain(sentence);
  });

  it('offers the models there are, and what is written once one is picked', () => {
    const picked = models[2]!;
    useStore.setState({ items: [buildItem('grades')] });
    useStore.getState().changePrediction({ modelId: picked.id });
    answers[path] = { models, details, total: models.length };
    const markup = drawn(<PredictPlan />);
    expect(markup.match(/data-testid="model-card"/g)).toHaveLength(models.length);
    expect(markup).toMatch(new RegExp(`data-picked="true"[^>]*data-model="${picked.name}"`));
    expect(wordsOf(markup)).toMatch(/What you get/);
  });
});

describe('the sidebar of the library', () => {
  const table = (name: string): LibraryTable => ({
    ...{ id: crypto.randomUUID(), name, rows: 1234, columns: 3, keyColumns: [], sizeBytes: 10, imports: 1 },
    ...{ createdAtMs: 1, changedAtMs: 1 },
  });
  const sidebar = (tables: readonly LibraryTable[] | null, fault: FaultData | null = null, search = '') => {
    const idle = { answer: null, fault: null, refresh: none, put: none };
    return drawn(
      <LibrarySidebar
        {...{ search, known: {}, results: idle, shownResults: [], tables: { ...idle, fault }, shownTables: tables }}
        {...{ onSearch: none, onLearn: none, onShow: none, onInsert: none }}
      />,
    );
  };

  it('is on its way, empty, failing or full', () => {
    expect(wordsOf(sidebar(null))).not.toMatch(/Nothing|no tables/i);
    expect(wordsOf(sidebar([]))).toMatch(/Nothing|no tables|yet/i);
    expect(wordsOf(sidebar(null, broken))).toContain(sentence);
    const words = wordsOf(sidebar([table('成绩'), table('grades')]));
    expect(words).toMatch(/成绩.*1,234 rows.*grades/);
    expect(wordsOf(sidebar([table('成绩'), table('grades')], null, 'grad'))).not.toContain('成绩');
  });
});

describe('a part of a result', () => {
  const frame = (part: Parameters<typeof PartFrame>[0]['part']) =>
    drawn(
      <PartFrame part={part} name="columns">
        {(value) => <p>{String(value)}</p>}
      </PartFrame>,
    );

  it('is on its way, waits for the job, is absent, fails with a way to try again, or is there', () => {
    expect(frame({ state: 'loading' })).toContain('aria-busy="true"');
    expect(wordsOf(frame({ state: 'waiting' }))).toMatch(/\w{4}/);
    expect(wordsOf(frame({ state: 'absent' }))).not.toBe(wordsOf(frame({ state: 'waiting' })));
    const failing = wordsOf(frame({ state: 'fault', fault: broken, tryAgain: none }));
    expect(failing).toContain(sentence);
    expect(failing).toMatch(/Try again/);
    expect(wordsOf(frame({ state: 'ready', value: 'all of it' }))).toContain('all of it');
  });
});

describe('the timetable', () => {
  it('is empty with a way to begin, fails with a way to try again, and tells what each schedule does', () => {
    answers['timetable.listSchedules'] = { schedules: [] };
    expect(wordsOf(drawn(<TimetableScreen />))).toMatch(/No schedule yet.*Add a schedule/);
    forgetAnswers();
    faults['timetable.listSchedules'] = broken;
    expect(wordsOf(drawn(<TimetableScreen />))).toMatch(new RegExp(`${sentence}.*Try again`));
    forgetAnswers();
    const schedule = {
      ...{ id: crypto.randomUUID(), name: 'Monday', isEnabled: true, fileNames: ['a.csv'], fault: null },
      ...{
        trigger: { kind: 'cron', expression: '0 8 * * 1', timeZone: 'UTC' },
        model: { name: 'Dropout', version: 3 },
      },
      ...{ work: { recipe: 'predict', priority: 'normal', newestOf: null, options: { groupBy: 'major' } } },
      ...{ resultsFolderLabel: null, nextRunMs: 1e12, lastRunMs: null, lastBatchId: null, missedTicks: 0 },
    };
    answers['timetable.listSchedules'] = { schedules: [schedule] };
    expect(wordsOf(drawn(<TimetableScreen />))).toMatch(/Monday.*Predicts with Dropout, version 3.*By major/);
  });
});
