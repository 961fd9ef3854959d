import { describe, expect, it } from 'vitest';
import { partText } from '../../cli/part-words.ts';
import { shardNamesOf as comparisonParts } from '../../engine/recipes/compare/compare-plan.ts';
import { shardNamesOf as exportParts } from '../../engine/recipes/export/export-plan.ts';
import { shardNamesOf as predictionParts } from '../../engine/recipes/predict/predict-plan.ts';
import { shardNamesOf as profileParts } from '../../engine/recipes/profile/profile-plan.ts';
import { shardNamesOf as trainingParts } from '../../engine/recipes/train/train-plan.ts';

const names = [
  ...profileParts({ groups: [[0], [1]], measures: [['spearman', 'cramersV'], ['pearson']] } as never),
  ...exportParts({ parts: 2 } as never),
  ...predictionParts({ scoreParts: 2, writeParts: 2 } as never),
  ...trainingParts({ finalParts: 2, folds: 3, trials: 2 } as never),
  ...comparisonParts({ groups: 2 } as never),
];

describe('the parts of a job', () => {
  it.each([...new Set(names)])('%s have a Chinese name', (name) => {
    expect(partText(name, 'zh-CN')).toMatch(/^[\p{Script=Han}]+( V)?( \+ [\p{Script=Han}]+( V)?)*( [\d/]+)?$/u);
    expect(partText(name, 'en')).toBe(name);
  });

  it('keep their numbers, and names of no known form stay as they are', () => {
    expect(partText('columns 2/8', 'zh-CN')).toBe('各列 2/8');
    expect(partText('constructor', 'zh-CN')).toBe('constructor');
  });
});
