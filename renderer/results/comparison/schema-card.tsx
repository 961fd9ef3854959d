import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../contract/comparison.ts';
import { useFormats } from '../../locale/formats.ts';
import { TypeMark } from '../../parts/type-mark.tsx';
import overview from '../overview/overview.module.css';
import styles from './comparison.module.css';

const kinds = ['added', 'removed', 'renamed', 'retyped', 'moved', 'ignored'] as const;

/** What became of the columns. */
export function SchemaCard({ schema }: { readonly schema: Comparison['schema'] }) {
  const { t } = useTranslation('comparison');
  const lines = useSchemaLines(schema);
  return (
    <section className={overview.card} aria-label={t('schema.title')}>
      <h2 className={overview.cardTitle}>{t('schema.title')}</h2>
      {kinds.every((kind) => lines[kind].length === 0) && <p className={overview.quiet}>{t('schema.same')}</p>}
      <dl className={styles.schema}>
        {kinds
          .filter((kind) => lines[kind].length > 0)
          .map((kind) => (
            <div key={kind} data-testid={`schema-${kind}`}>
              <dt>{t(`schema.${kind}`)}</dt>
              <dd>{lines[kind]}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function useSchemaLines({ added, ignored, moved, removed, renamed, retyped }: Comparison['schema']) {
  const { t } = useTranslation('comparison');
  const { percent } = useFormats();
  const name = (text: string) => (
    <span key={text} className={styles.columnName}>
      {text}
    </span>
  );
  const typed = (one: (typeof added)[number]) => (
    <span key={one.name} className={styles.columnName}>
      <TypeMark type={one.type} /> {one.name}
    </span>
  );
  return {
    added: added.map(typed),
    removed: removed.map(typed),
    renamed: renamed.map(({ earlier, later, likeness, overlap }) => (
      <span key={later} className={styles.columnName}>
        {later}
        <small className={styles.faint}>
          {t('schema.from', { name: earlier })}
          {likeness < 1 && ` · ${t('schema.likeness', { likeness: percent(likeness, 0) })}`}
          {overlap !== null && ` · ${t('schema.values', { overlap: percent(overlap, 0) })}`}
        </small>
      </span>
    )),
    retyped: retyped.map((one) => (
      <span key={one.name} className={styles.columnName}>
        {one.name}{' '}
        <small className={styles.faint}>
          <TypeMark type={one.earlier} /> → <TypeMark type={one.later} />
        </small>
      </span>
    )),
    moved: moved.map(name),
    ignored: ignored.map(name),
  };
}
