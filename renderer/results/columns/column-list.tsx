import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVirtual } from '../../parts/use-virtual.ts';
import { ColumnCard } from './column-card.tsx';
import type { ColumnPages } from './column-pages.ts';
import styles from './columns.module.css';

interface ColumnListProps {
  readonly pages: ColumnPages;
  readonly target: { readonly place: number; readonly column: number } | null;
}

const closedHeight = 48;

/** The cards in sight, and a little more; an opened card is as high as it needs to be. */
export function ColumnList({ pages, target }: ColumnListProps) {
  const { t } = useTranslation('results');
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = useVirtual({
    name: 'columns',
    count: pages.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => closedHeight,
    getItemKey: (place) => pages.at(place)?.index ?? `place ${place}`,
    overscan: 6,
    paddingEnd: 24,
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => pages.want(first, last), [pages, first, last]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new target alone moves the list.
  useEffect(() => {
    if (!target || target.place >= (pages.total ?? 0)) return;
    setOpened((before) => new Set(before).add(target.column));
    rows.scrollToIndex(target.place, { align: 'start' });
  }, [target, pages]);

  const toggle = useCallback((column: number) => {
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(column)) after.add(column);
      return after;
    });
  }, []);

  return (
    <div ref={scroller} className={styles.scroller} data-testid="column-list">
      {/* biome-ignore lint/a11y/useSemanticElements: only the cards in sight are drawn, which a real list does not tell. */}
      <div className={styles.canvas} role="list" aria-label={t('columns.list')} style={{ height: rows.getTotalSize() }}>
        {shown.map((item) => {
          const column = pages.at(item.index);
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            <div
              key={item.key}
              ref={rows.measureElement}
              className={styles.place}
              role="listitem"
              aria-setsize={pages.total ?? -1}
              aria-posinset={item.index + 1}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {column ? (
                <ColumnCard
                  column={column}
                  isOpen={opened.has(column.index)}
                  isTarget={target?.column === column.index}
                  onToggle={toggle}
                />
              ) : (
                <div className={styles.blank} style={{ height: closedHeight }} aria-hidden />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
