import { useTranslation } from 'react-i18next';
import type { ModelSummary } from '../../contract/models/models.ts';
import { useFormats } from '../locale/formats.ts';
import { scoreWords } from './score-words.ts';

/** How good a model is, in a few words; nothing where it brought no scores. */
export function ScoreText({ model }: { readonly model: Pick<ModelSummary, 'scores'> }) {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const words = scoreWords(model.scores, t, formats);
  return words === null ? null : <span>{words}</span>;
}
