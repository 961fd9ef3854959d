import 'i18next';
import type app from './en/app.json';
import type compare from './en/compare.json';
import type comparison from './en/comparison.json';
import type exportTexts from './en/export.json';
import type history from './en/history.json';
import type importTexts from './en/import.json';
import type jobs from './en/jobs.json';
import type library from './en/library.json';
import type models from './en/models.json';
import type predict from './en/predict.json';
import type prediction from './en/prediction.json';
import type results from './en/results.json';
import type start from './en/start.json';
import type table from './en/table.json';
import type timetable from './en/timetable.json';
import type train from './en/train.json';
import type training from './en/training.json';
import type upkeep from './en/upkeep.json';

declare module 'i18next' {
  /** A key that no file holds does not compile. */
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      app: typeof app;
      start: typeof start;
      jobs: typeof jobs;
      library: typeof library;
      models: typeof models;
      predict: typeof predict;
      prediction: typeof prediction;
      compare: typeof compare;
      comparison: typeof comparison;
      export: typeof exportTexts;
      history: typeof history;
      results: typeof results;
      import: typeof importTexts;
      table: typeof table;
      timetable: typeof timetable;
      train: typeof train;
      training: typeof training;
      upkeep: typeof upkeep;
    };
  }
}
