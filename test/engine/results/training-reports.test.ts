import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { submissionSchema } from '../../../contract/recipes.ts';
import { createRandom } from '../../builders/random.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

/** Students of two majors; `code` is what became of them under another name. */
function studentsCsv(): string {
  const random = createRandom(4);
  const lines = Array.from({ length: 240 }, (_, row) => {
    const mark = Math.round(50 + 50 * random());
    const outcome = mark + 30 * random() > 90 ? 'passed' : 'failed';
    return [
      row % 3 === 0 ? '=Law' : 'Art',
      mark,
      Math.round(100 * random()),
      outcome === 'passed' ? 'K7' : 'K2',
      outcome,
    ];
  });
  return `Major,Mark,Attendance,Code,Outcome\n${lines.map((line) => line.join(',')).join('\n')}\n`;
}

it('the report of a training is made in every format and both languages, once each', async () => {
  const bench = await RealEngineBench.open();
  try {
    const engine = await bench.engine();
    const file = path.join(bench.folder, 'students.csv');
    await writeFile(file, studentsCsv());
    const { id: ticket } = await engine.tickets.issueTicket(file);
    const options = { target: 'Outcome', preset: 'quick', scoreColumn: 'Major', modelName: 'Exams' };
    const submission = submissionSchema.parse({ recipe: 'train', inputs: [{ ticket, tables: null }], options });
    const { jobs } = await engine.jobs.submit(submission);
    const [job] = await engine.jobs.waitForEnd(jobs.map(({ id }) => id));
    expect(job).toMatchObject({ state: 'completed', fault: null, recipe: 'train' });
    const made = async (format: 'xlsx' | 'html' | 'json', locale: 'en' | 'zh-CN') => {
      const artifact = await engine.results.makeReport(job!.id, format, locale);
      return { artifact, text: await readFile(engine.results.artifactPath(artifact), 'latin1') };
    };
    const page = await readFile(engine.results.artifactPath((await made('html', 'zh-CN')).artifact), 'utf8');
    expect(page).toContain('预测 Outcome');
    expect(page).toContain('“Code”就是目标的另一种写法');
    expect((await made('html', 'en')).text).toContain('Prediction of Outcome');
    const told = JSON.parse((await made('json', 'en')).text);
    expect(told).toMatchObject({ format: 'auspex-training', modelName: 'Exams', target: 'Outcome', task: 'binary' });
    expect(told.columns.find(({ name }: { name: string }) => name === 'Code')).toMatchObject({ role: 'leak' });
    expect(told.groups.groups.map(({ name }: { name: string }) => name).sort()).toEqual(['=Law', 'Art']);
    const workbook = await made('xlsx', 'en');
    expect(workbook.text.startsWith('PK')).toBe(true);
    expect((await made('xlsx', 'en')).artifact.sha256).toBe(workbook.artifact.sha256);
  } finally {
    await bench.close();
  }
});
