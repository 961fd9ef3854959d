import type { LocalText } from '../texts.ts';
import type { ColumnProposal } from './training-report.ts';

export type ColumnRole = ColumnProposal['role'];

interface RoleTexts {
  readonly title: LocalText;
  readonly sentence: LocalText;
  /** Where the column is suspected of telling the target. */
  readonly suspect?: LocalText;
}

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

/** What each role is called, and why a column has it. */
export const columnRoleTexts: Readonly<Record<ColumnRole, RoleTexts>> = {
  feature: {
    title: text('Feature', '特征'),
    sentence: text('Trained on.', '参与训练。'),
    suspect: text(
      'Trained on, though it may tell the target (score by itself {{score}}).',
      '参与训练，但可能透露目标（单独得分 {{score}}）。',
    ),
  },
  target: { title: text('Target', '目标'), sentence: text('To be predicted.', '要预测的列。') },
  group: {
    title: text('Group', '分组'),
    sentence: text('Rows of one group stay together; not trained on.', '同组的行保持在一起；不参与训练。'),
  },
  time: {
    title: text('Time', '时间'),
    sentence: text('Folds go by it; not trained on.', '按它划分各折；不参与训练。'),
  },
  id: {
    title: text('Identifier', '标识'),
    sentence: text(
      'Set aside: {{distinct}} different values name rows rather than describing them.',
      '已排除：{{distinct}} 个不同的值，是行的标识而不是特征。',
    ),
  },
  constant: {
    title: text('Constant', '常量'),
    sentence: text('Set aside: every row has the same value.', '已排除：每一行的值都相同。'),
  },
  empty: { title: text('Empty', '空列'), sentence: text('Set aside: it has no values.', '已排除：没有任何值。') },
  leak: {
    title: text('Leak', '泄漏'),
    sentence: text(
      'Set aside: it is the target in another form (score by itself {{score}}).',
      '已排除：它是目标的另一种形式（单独得分 {{score}}）。',
    ),
  },
  excluded: { title: text('Excluded', '排除'), sentence: text('Set aside as asked for.', '按要求排除。') },
  text: {
    title: text('Free text', '自由文本'),
    sentence: text(
      'Set aside: {{distinct}} different texts, each written anew.',
      '已排除：{{distinct}} 个不同的文本，逐行书写。',
    ),
  },
};
