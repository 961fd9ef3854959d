import type { LocalText } from '../../../contract/texts.ts';
import type { TrainPreset } from '../../../contract/train/train-options.ts';

const text = (en: string, zh: string): LocalText => ({ en, 'zh-CN': zh });

export const presetTexts: Readonly<Record<TrainPreset, LocalText>> = {
  quick: text('quick', '快速'),
  balanced: text('balanced', '均衡'),
  thorough: text('thorough', '彻底'),
};

/** What the settings of a fit are called; others keep their own name. */
export const settingTexts: Readonly<Record<string, LocalText>> = {
  rounds: text('Rounds', '轮数'),
  learningRate: text('Learning rate', '学习率'),
  depth: text('Depth of trees at most', '树的最大深度'),
  leaves: text('Leaves of a tree at most (0: by depth)', '每棵树的最多叶数（0：按深度）'),
  rowSampling: text('Share of rows for each tree', '每棵树使用的行占比'),
  columnSampling: text('Share of columns for each tree', '每棵树使用的列占比'),
  lambda: text('L2 penalty on leaves (lambda)', '叶的 L2 惩罚（lambda）'),
  alpha: text('L1 penalty on leaves (alpha)', '叶的 L1 惩罚（alpha）'),
  minChildWeight: text('Weight of a leaf at least', '叶的最小权重'),
  earlyStoppingRounds: text('Rounds without gain before the end (0: never)', '无改进即停止的轮数（0：从不）'),
  objective: text('Objective', '目标函数'),
  classWeights: text('Class weights', '类别权重'),
};
