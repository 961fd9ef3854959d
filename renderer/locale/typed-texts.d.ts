import 'i18next';
import type app from './en/app.json';
import type comparison from './en/comparison.json';
import type exportTexts from './en/export.json';
import type history from './en/history.json';
import type importTexts from './en/import.json';
import type jobs from './en/jobs.json';
import type results from './en/results.json';
import type start from './en/start.json';
import type table from './en/table.json';
import type timetable from './en/timetable.json';
import type upkeep from './en/upkeep.json';

declare module 'i18next' {
  /** A key that no file holds does not compile. */
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      app: typeof app;
      start: typeof start;
      jobs: typeof jobs;
      comparison: typeof comparison;
      export: typeof exportTexts;
      history: typeof history;
      results: typeof results;
      import: typeof importTexts;
      table: typeof table;
      timetable: typeof timetable;
      upkeep: typeof upkeep;
    };
  }
}
