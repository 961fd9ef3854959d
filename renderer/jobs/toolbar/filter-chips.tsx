import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../locale/use-locale.ts';
import type { JobView } from '../../store/jobs-slice.ts';
import { useStore } from '../../store/store.ts';
import { spanOf } from './time-span.ts';
import styles from './toolbar.module.css';

/** The filters that are on beside state and search, each with a way to take it off. */
export function FilterChips() {
  const { t } = useTranslation('jobs');
  const view = useStore((state) => state.jobView);
  const change = useStore((state) => state.changeJobView);
  const spanWords = useSpanWords(view);
  const chips: { readonly name: string; readonly off: Partial<JobView> }[] = [];
  if (view.batch) chips.push({ name: t('filter.batch', { name: view.batch.name }), off: { batch: null } });
  if (spanWords) chips.push({ name: spanWords, off: { fromMs: null, toMs: null } });
  if (view.priority) chips.push({ name: t(`mark.${view.priority}`), off: { priority: null } });
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips}>
      {chips.map(({ name, off }) => (
        <li key={name}>
          <button
            type="button"
            className={styles.chip}
            aria-label={t('filter.remove', { name })}
            onClick={() => change(off)}
            data-testid="filter-chip"
          >
            <span className="ellipsis" title={name}>
              {name}
            </span>
            <IconX size={13} stroke={2} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useSpanWords({ fromMs, toMs }: JobView): string | null {
  const { t } = useTranslation('jobs');
  const locale = useLocale();
  const named = spanOf({ fromMs, toMs }, new Date());
  if (named) return t(`filter.${named}`);
  const date = (epochMs: number) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(epochMs);
  if (fromMs !== null && toMs !== null) return t('filter.between', { from: date(fromMs), to: date(toMs) });
  if (fromMs !== null) return t('filter.since', { date: date(fromMs) });
  return toMs === null ? null : t('filter.until', { date: date(toMs) });
}
