import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelSummary } from '../../contract/models/models.ts';
import { useFormats } from '../locale/formats.ts';
import { SearchInput } from '../parts/search-input.tsx';
import { useVirtual } from '../parts/use-virtual.ts';
import styles from './model-list.module.css';
import { ScoreText } from './score-text.tsx';

const rowPx = 74;

interface ModelListProps {
  readonly models: readonly ModelSummary[];
  readonly total: number;
  readonly search: string;
  readonly shownId: string | null;
  readonly onSearch: (search: string) => void;
  readonly onShow: (id: string) => void;
}

/** The models there are, the newest first. */
export function ModelList({ models, total, search, shownId, onSearch, onShow }: ModelListProps) {
  const { t } = useTranslation('models');
  const { date, dateTime, integer } = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual({
    name: 'models',
    count: models.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  });
  return (
    <section className={styles.list} aria-label={t('list')}>
      <SearchInput
        className={styles.search}
        label={t('search')}
        value={search}
        onSearch={onSearch}
        data-testid="model-search"
      />
      <div ref={scroller} className={styles.scroller}>
        <ul className={styles.canvas} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const model = models[index];
            if (!model) return null;
            return (
              <li key={model.id} className={styles.item} style={{ top: start, height: rowPx - 4 }}>
                <button
                  type="button"
                  aria-current={model.id === shownId || undefined}
                  onClick={() => onShow(model.id)}
                  data-testid="model-item"
                  data-model={model.name}
                >
                  <span className={styles.itemName}>
                    <span className="ellipsis" title={model.name}>
                      {model.name}
                    </span>
                    <span className={styles.version}>{t('version', { version: model.version })}</span>
                  </span>
                  <span className={styles.itemText}>
                    <span className="ellipsis">
                      {t(model.target === '' ? 'predictsUnnamed' : 'predicts', { target: model.target })}
                    </span>
                  </span>
                  <span className={styles.itemText}>
                    <ScoreText model={model} />
                    <span className={styles.date} title={dateTime(model.createdAtMs)}>
                      {date(model.createdAtMs)}
                    </span>
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
        {models.length === 0 && <p className={styles.quiet}>{t('noMatch')}</p>}
      </div>
      {total > models.length && (
        <p className={styles.foot}>{t('more', { shown: integer(models.length), total: integer(total) })}</p>
      )}
    </section>
  );
}
