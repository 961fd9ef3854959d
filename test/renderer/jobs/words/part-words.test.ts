import { describe, expect, it } from 'vitest';
import { shardNamesOf } from '../../../../engine/recipes/profile/profile-plan.ts';
import { partWords } from '../../../../renderer/jobs/words/part-words.ts';
import { historyTexts } from './text-functions.ts';

const { english, chinese } = await historyTexts();
const inEnglish = (name: string) => partWords(english, name);
const inChinese = (name: string) => partWords(chinese, name);

describe('the words for a part of the work', () => {
  it('fit what the engine calls it, in both languages', () => {
    expect(['table', 'columns 1/8', 'rows', 'duplicates', 'pearson', 'spearman + cramersV'].map(inEnglish)).toEqual([
      ...['Reading the table', 'Columns, group 1 of 8', 'Keeping the rows', 'Duplicate rows'],
      ...['Correlations: Pearson', 'Correlations: Spearman and Cramér’s V'],
    ]);
    expect(['table', 'columns 10/12', 'rows', 'duplicates', 'spearman + cramersV + pearson'].map(inChinese)).toEqual([
      ...['读取数据表', '各列，第 10/12 组', '保存数据行', '重复行', '相关性：斯皮尔曼、克拉默 V和皮尔逊'],
    ]);
  });

  it('are there for every part of a profile', () => {
    const plan = { table: {} as never, groups: [[0], [1]], measures: [['spearman', 'cramersV'], ['pearson']] as const };
    for (const name of shardNamesOf(plan)) {
      expect(inEnglish(name)).not.toBe(name);
      expect(inChinese(name)).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('are its name where that is of no known form', () => {
    for (const name of ['merge', 'columns', 'columns a/b', 'pearson + rows', '']) expect(inEnglish(name)).toBe(name);
  });
});
