import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Locale, localeOf } from '../../contract/texts.ts';
import enApp from './en/app.json' with { type: 'json' };
import enCompare from './en/compare.json' with { type: 'json' };
import enComparison from './en/comparison.json' with { type: 'json' };
import enExport from './en/export.json' with { type: 'json' };
import enHistory from './en/history.json' with { type: 'json' };
import enImport from './en/import.json' with { type: 'json' };
import enJobs from './en/jobs.json' with { type: 'json' };
import enLibrary from './en/library.json' with { type: 'json' };
import enModels from './en/models.json' with { type: 'json' };
import enPredict from './en/predict.json' with { type: 'json' };
import enPrediction from './en/prediction.json' with { type: 'json' };
import enResults from './en/results.json' with { type: 'json' };
import enStart from './en/start.json' with { type: 'json' };
import enTable from './en/table.json' with { type: 'json' };
import enTimetable from './en/timetable.json' with { type: 'json' };
import enTrain from './en/train.json' with { type: 'json' };
import enTraining from './en/training.json' with { type: 'json' };
import enUpkeep from './en/upkeep.json' with { type: 'json' };
import zhApp from './zh-CN/app.json' with { type: 'json' };
import zhCompare from './zh-CN/compare.json' with { type: 'json' };
import zhComparison from './zh-CN/comparison.json' with { type: 'json' };
import zhExport from './zh-CN/export.json' with { type: 'json' };
import zhHistory from './zh-CN/history.json' with { type: 'json' };
import zhImport from './zh-CN/import.json' with { type: 'json' };
import zhJobs from './zh-CN/jobs.json' with { type: 'json' };
import zhLibrary from './zh-CN/library.json' with { type: 'json' };
import zhModels from './zh-CN/models.json' with { type: 'json' };
import zhPredict from './zh-CN/predict.json' with { type: 'json' };
import zhPrediction from './zh-CN/prediction.json' with { type: 'json' };
import zhResults from './zh-CN/results.json' with { type: 'json' };
import zhStart from './zh-CN/start.json' with { type: 'json' };
import zhTable from './zh-CN/table.json' with { type: 'json' };
import zhTimetable from './zh-CN/timetable.json' with { type: 'json' };
import zhTrain from './zh-CN/train.json' with { type: 'json' };
import zhTraining from './zh-CN/training.json' with { type: 'json' };
import zhUpkeep from './zh-CN/upkeep.json' with { type: 'json' };

const namespaces = [
  'app',
  'start',
  'jobs',
  'library',
  'models',
  'predict',
  'prediction',
  'compare',
  'comparison',
  'export',
  'history',
  'results',
  'import',
  'table',
  'timetable',
  'train',
  'training',
  'upkeep',
] as const;

/** Makes every text available; `tag` is the system's language until the person's own choice is known. */
export function startLocale(tag: string): void {
  void i18next.use(initReactI18next).init({
    lng: localeOf(tag),
    fallbackLng: 'en',
    supportedLngs: ['en', 'zh-CN'],
    ns: namespaces,
    defaultNS: 'app',
    resources: {
      en: {
        app: enApp,
        start: enStart,
        jobs: enJobs,
        library: enLibrary,
        models: enModels,
        predict: enPredict,
        prediction: enPrediction,
        compare: enCompare,
        comparison: enComparison,
        export: enExport,
        history: enHistory,
        results: enResults,
        import: enImport,
        table: enTable,
        timetable: enTimetable,
        train: enTrain,
        training: enTraining,
        upkeep: enUpkeep,
      },
      'zh-CN': {
        app: zhApp,
        start: zhStart,
        jobs: zhJobs,
        library: zhLibrary,
        models: zhModels,
        predict: zhPredict,
        prediction: zhPrediction,
        compare: zhCompare,
        comparison: zhComparison,
        export: zhExport,
        history: zhHistory,
        results: zhResults,
        import: zhImport,
        table: zhTable,
        timetable: zhTimetable,
        train: zhTrain,
        training: zhTraining,
        upkeep: zhUpkeep,
      },
    },
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  markLanguage(localeOf(tag));
}

/** Shows everything in `locale` from now on. */
export function showLocale(locale: Locale): void {
  if (i18next.language !== locale) void i18next.changeLanguage(locale);
  markLanguage(locale);
}

/** The language decides which glyphs a font draws for characters that Chinese and Japanese share. */
function markLanguage(locale: Locale): void {
  document.documentElement.lang = locale;
}
