import { memo, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import compare from '../compare/compare.module.css';
import { ComparePlan } from '../compare/compare-plan.tsx';
import { CompareSides } from '../compare/compare-sides.tsx';
import body from '../frame/screen-body.module.css';
import { PageHeader } from '../parts/page-header.tsx';
import { PredictPlan } from '../predict/predict-plan.tsx';
import type { StartRecipe } from '../store/start-slice.ts';
import { useStore } from '../store/store.ts';
import { TrainPlan } from '../train/train-plan.tsx';
import { ChooseButton } from './choose-button.tsx';
import { chooseFiles, chooseFolder } from './choose-files.ts';
import { DropZone } from './drop-zone.tsx';
import { ExampleCards } from './example-cards.tsx';
import { FileList } from './file-list.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { RecipePick } from './recipe-pick.tsx';
import { StartBar } from './start-bar.tsx';
import styles from './start-screen.module.css';

/** Where work begins: files come in, are looked at, and are sent off. */
export function StartScreen() {
  const recipe = useStore((state) => state.recipe);
  const hasItems = useStore((state) => state.items.length > 0);
  // What files and a choice bring is drawn in slices; what is no longer there goes at once.
  const shownRecipe = useDeferredValue(recipe);
  const hadItems = useDeferredValue(hasItems);
  return (
    <div className={body.body} data-testid="start-screen">
      <StartHead hasItems={hasItems} />
      <RecipePick />
      <StartBody recipe={shownRecipe} hasItems={hasItems && hadItems} />
    </div>
  );
}

const StartHead = memo(function StartHead({ hasItems }: { readonly hasItems: boolean }) {
  const { t } = useTranslation('start');
  return (
    <PageHeader
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        hasItems && (
          <ChooseButton
            label={t('drop.more')}
            variant="default"
            onFiles={(files) => void chooseFiles(files)}
            onFolder={() => void chooseFolder()}
          />
        )
      }
    />
  );
});

interface StartBodyProps {
  readonly recipe: StartRecipe;
  readonly hasItems: boolean;
}

/** Drawn again only for another recipe, first files or none. */
const StartBody = memo(function StartBody({ recipe, hasItems }: StartBodyProps) {
  return hasItems ? (
    <>
      <div className={styles.workplace} data-planned={recipe === 'profile' ? undefined : recipe}>
        {recipe === 'compare' ? <CompareSides /> : <FileList />}
        <PreviewPane />
        {recipe === 'compare' && <ComparePlan />}
        {recipe === 'train' && <TrainPlan />}
        {recipe === 'predict' && <PredictPlan />}
      </div>
      <StartBar />
    </>
  ) : (
    <div className={styles.welcome}>
      {recipe === 'compare' ? (
        <div className={compare.desk}>
          <CompareSides />
        </div>
      ) : (
        <DropZone />
      )}
      <ExampleCards />
    </div>
  );
});
