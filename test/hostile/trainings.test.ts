import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../builders/temporary-file.ts';
import { type GivenOptions, train } from '../builders/training.ts';

const scratch = temporaryFolder();
let files = 0;
const small = { folds: 2, trees: 5, depth: 2, preset: 'quick' } as const;

function trained(lines: readonly string[], options: Partial<GivenOptions> = {}) {
  const file = path.join(scratch.folder, `rows-${++files}.csv`);
  writeFileSync(file, lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  return train([file], { ...small, target: 'y', ...options });
}

const rows = (count: number, line: (row: number) => string) => Array.from({ length: count }, (_, row) => line(row));
const noise = (row: number) => ((row * 7919) % 101) / 10;

describe('hostile files to train on', () => {
  it.each([
    ['nothing at all', [], null],
    ['a header alone', ['a,y'], null],
    ['one row', ['a,y', '1,x'], null],
    ['another target', ['a,z', ...rows(60, (row) => `${row},${row % 2}`)], 'TARGET_UNKNOWN'],
    ['an empty target', ['a,b,y', ...rows(60, (row) => `${noise(row)},1,`)], 'TARGET_MISSING'],
    ['a constant target', ['a,y', ...rows(60, (row) => `${noise(row)},same`)], 'TARGET_CONSTANT'],
    ['a target of names', ['a,y', ...rows(60, (row) => `${noise(row)},name ${row}`)], 'TARGET_NEARLY_UNIQUE'],
    ['a constant beside the target', ['a,y', ...rows(60, (row) => `1,${'xy'[row % 2]}`)], 'TRAINING_NO_FEATURES'],
    ['only empty columns', ['a,b,y', ...rows(60, (row) => `,,${'xy'[row % 2]}`)], 'TRAINING_NO_FEATURES'],
  ])('with %s are told', async (_, lines, code) => {
    const refused = expect(trained(lines)).rejects;
    await refused.toMatchObject(code === null ? { name: 'Fault' } : { code });
  });

  it('with fewer rows than folds are told', async () => {
    const few = trained(['a,y', ...rows(4, (row) => `${noise(row)},${'xy'[row % 2]}`)], { folds: 5 });
    await expect(few).rejects.toMatchObject({ code: 'TRAINING_TOO_FEW_ROWS' });
  });

  it('with infinite numbers, an empty column and a class of one row are learned from', async () => {
    const odd = ['Infinity', '-inf', '1e999', '∞', '-1e999'];
    const lines = rows(
      120,
      (row) => `${odd[row % 12] ?? noise(row)},${row % 7},,${row === 5 ? 'z' : noise(row) > 5 ? 'x' : 'w'}`,
    );
    const { model, report } = await trained(['a,b,c,y', ...lines]);
    expect(report.columns.find(({ name }) => name === 'c')?.role).toBe('empty');
    expect(report.warnings).toContainEqual({ code: 'classOfOneRow', values: { name: 'z' } });
    expect(model.target.classes).toEqual(['w', 'x', 'z']);
    expect(report.crossValidated?.mean.logloss).toBeLessThan(5);
    expect(JSON.stringify(model.columns)).not.toContain('1.7976931348623157e+308');
  });

  it('with infinite targets are learned from the others', async () => {
    const lines = rows(90, (row) => `${noise(row)},${row % 9},${row % 30 === 0 ? '1e999' : noise(row) * 3}`);
    const { report } = await trained(['a,b,y', ...lines], { task: 'regression' });
    expect(report.rowsWithoutTarget).toBe(3);
    expect(Number.isFinite(report.crossValidated?.mean.rmse)).toBe(true);
  });

  it('with names twice, long names and names of code are learned from', async () => {
    const long = 'n'.repeat(900);
    const head = `a,a,__proto__,constructor,"${long}",y`;
    const lines = rows(
      80,
      (row) => `${noise(row)},${row % 5},${row % 3},${row % 4},${row % 6},${noise(row) > 5 ? 'x' : 'w'}`,
    );
    const { report } = await trained([head, ...lines]);
    expect(report.columns.map(({ name }) => name)).toContain('__proto__');
    expect(report.features).toBeGreaterThanOrEqual(4);
  });
});
