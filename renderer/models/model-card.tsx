import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDetail } from '../../contract/models/models.ts';
import { optionLines } from '../../contract/option-texts.ts';
import { joinSentences } from '../../contract/texts.ts';
import { cardWarningSentence } from '../../contract/train/training-texts.ts';
import { client } from '../bridge/client.ts';
import { useFormats } from '../locale/formats.ts';
import { useLocale } from '../locale/use-locale.ts';
import { BarChart } from '../parts/bar-chart.tsx';
import { DataTable, type DataTableColumn } from '../parts/data-table.tsx';
import { GrowingTextarea } from '../parts/growing-textarea.tsx';
import { notifyFailure } from '../parts/notify.ts';
import { TypeMark } from '../parts/type-mark.tsx';
import styles from './model-card.module.css';
import { scoreRowsOfCard } from './score-rows.ts';
import { ScoreTable } from './score-table.tsx';
import { scoreWords } from './score-words.ts';

interface ModelCardProps {
  readonly model: ModelDetail;
  readonly onChanged: () => void;
}

const shownFeatures = 15;

/** What a person should know before trusting a model. */
export function ModelCardView({ model, onChanged }: ModelCardProps) {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const locale = useLocale();
  const { card } = model;
  const words = scoreWords(model.scores, t, formats);
  const trivialWords = card.baseline?.trivial && scoreWords(card.baseline.trivial, t, formats);
  const trivial = trivialWords ? t('score.trivial', { words: trivialWords }) : '';
  const rows = useMemo(() => scoreRowsOfCard(card, t), [card, t]);
  const bars = useMemo(
    () => card.importance.slice(0, shownFeatures).map(({ feature, share }) => ({ name: feature, value: share })),
    [card],
  );
  return (
    <div className={styles.card} data-testid="model-card-view">
      {words && <p className={styles.sentence}>{joinSentences([t('score.sentence', { words }), trivial], locale)}</p>}
      {rows.length > 0 && (
        <section className={styles.section} aria-label={t('scores')}>
          <h3 className={styles.sectionTitle}>{t('scores')}</h3>
          <ScoreTable rows={rows} />
        </section>
      )}
      {card.warnings.length > 0 && (
        <section className={styles.section} aria-label={t('warnings')}>
          <h3 className={styles.sectionTitle}>{t('warnings')}</h3>
          <ul className={styles.columnDiff}>
            {card.warnings.slice(0, 20).map((warning) => {
              const sentence = cardWarningSentence(warning, locale);
              return <li key={sentence}>{sentence}</li>;
            })}
          </ul>
        </section>
      )}
      {bars.length > 0 && (
        <section className={styles.section} aria-label={t('importance')}>
          <h3 className={styles.sectionTitle}>{t('importance')}</h3>
          <BarChart
            bars={bars}
            label={t('importanceOf', { name: model.name })}
            nameHead={t('feature')}
            valueHead={t('gain')}
            valueText={formats.percent}
          />
        </section>
      )}
      <Inputs model={model} />
      <Notes model={model} onChanged={onChanged} />
      <Facts model={model} />
    </div>
  );
}

function Inputs({ model }: { readonly model: ModelDetail }) {
  const { t } = useTranslation('models');
  const { number } = useFormats();
  // A model that was made elsewhere tells no more of its inputs than their names and types.
  const isKnown = model.inputs.some(({ reference, typical }) => reference !== null || typical !== null);
  const columns = useMemo(
    (): DataTableColumn[] => [
      { key: 'name', header: t('input.name'), widthPx: 260 },
      { key: 'type', header: t('input.type'), widthPx: 110 },
      ...(isKnown
        ? [
            { key: 'typical', header: t('input.typical'), widthPx: 200 },
            { key: 'range', header: t('input.range'), widthPx: 260 },
          ]
        : []),
    ],
    [isKnown, t],
  );
  const cell = (row: number, column: number) => {
    const input = model.inputs[row];
    if (!input) return null;
    if (column === 0) return input.name;
    if (column === 1) return <TypeMark type={input.type} isNamed />;
    if (column === 2)
      return typeof input.typical === 'number'
        ? number(input.typical)
        : typeof input.typical === 'boolean'
          ? t(input.typical ? 'whatIf.yes' : 'whatIf.no')
          : input.typical;
    const { reference } = input;
    if (reference?.kind === 'text') return t('input.levels', { count: reference.levels.length });
    return reference?.minimum == null || input.type === 'date'
      ? null
      : `${number(reference.minimum)} – ${number(reference.maximum)}`;
  };
  return (
    <section className={styles.section} aria-label={t('inputs')}>
      <h3 className={styles.sectionTitle}>{t('inputsCount', { count: model.inputs.length })}</h3>
      <DataTable
        columns={columns}
        rowCount={model.inputs.length}
        cell={cell}
        label={t('inputs')}
        heightPx={Math.min(300, 54 + model.inputs.length * 32)}
        testId="model-inputs"
      />
    </section>
  );
}

function Notes({ model, onChanged }: ModelCardProps) {
  const { t } = useTranslation('models');
  const [notes, setNotes] = useState(model.notes);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await client.models.setModelNotes({ id: model.id, notes });
      onChanged();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <section className={styles.section} aria-label={t('notes.title')}>
      <h3 className={styles.sectionTitle}>{t('notes.title')}</h3>
      <div className={styles.notes}>
        <GrowingTextarea
          aria-label={t('notes.title')}
          placeholder={t('notes.placeholder')}
          minRows={2}
          maxRows={10}
          maxLength={20_000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
          data-testid="model-notes"
        />
        {notes !== model.notes && (
          <Button size="xs" loading={isSaving} onClick={() => void save()} data-testid="save-notes">
            {t('notes.save')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Facts({ model }: { readonly model: ModelDetail }) {
  const { t } = useTranslation('models');
  const locale = useLocale();
  const { integer, bytes, dateTime } = useFormats();
  const { card } = model;
  const isOwn = model.origin === 'trained';
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t(isOwn ? 'fact.created' : 'fact.imported'), dateTime(model.createdAtMs)],
    [t('fact.files'), card.files.join(', ')],
    [t('fact.rows'), integer(model.rows)],
    [t('fact.trees'), model.trees === 0 ? '–' : integer(model.trees)],
    [t('fact.size'), bytes(model.sizeBytes)],
    [t('fact.seed'), card.seed === null ? '–' : String(card.seed)],
    [t('fact.group'), model.groupColumn ?? '–'],
    [t('fact.classes'), model.classes?.slice(0, 50).join(', ') ?? '–'],
    [t(isOwn ? 'fact.engine' : 'fact.program'), card.engineVersion || '–'],
    [t('fact.data'), card.dataFingerprint ?? '–'],
    [t('fact.sha256'), model.sha256],
    ...optionLines(card.options, locale)
      .filter(({ key }) => key !== 'seed')
      .map(({ name, text }) => [name, text] as const),
  ];
  // Of a model that was made elsewhere most is not known.
  const shown = isOwn ? facts : facts.filter(([, value]) => value !== '' && value !== '–');
  return (
    <section className={styles.section} aria-label={t('facts')}>
      <h3 className={styles.sectionTitle}>{t('facts')}</h3>
      <dl className={styles.facts}>
        {shown.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
