import type { Locale, LocalText } from '../texts.ts';

/** What of a model another program's file does not hold. */
export const modelLosses = ['encodings', 'calibration', 'intervals', 'classSets'] as const;
export type ModelLoss = (typeof modelLosses)[number];

const sentences: Readonly<Record<ModelLoss, LocalText>> = {
  encodings: {
    en: 'It takes numbers only: how categories, dates and texts become numbers stands in the file under “auspex”, and has to be done before.',
    'zh-CN': '该文件只接受数字：类别、日期和文本如何转换为数字，写在文件的“auspex”中，须事先完成。',
  },
  calibration: {
    en: 'Its probabilities are not calibrated, and so differ from those that Auspex tells.',
    'zh-CN': '其概率未经校准，因此与 Auspex 给出的概率不同。',
  },
  intervals: {
    en: 'It tells values without their intervals.',
    'zh-CN': '它只给出数值，不给区间。',
  },
  classSets: {
    en: 'It tells probabilities without the sets of classes that are promised to hold the true one.',
    'zh-CN': '它只给出概率，不给承诺包含真实类别的类别集合。',
  },
};

/** What is lost, as a sentence. */
export const modelLossSentence = (loss: ModelLoss, locale: Locale): string => sentences[loss][locale];
