import i18next, { type i18n, type TFunction } from 'i18next';
import enHistory from '../../../../renderer/locale/en/history.json' with { type: 'json' };
import enJobs from '../../../../renderer/locale/en/jobs.json' with { type: 'json' };
import enResults from '../../../../renderer/locale/en/results.json' with { type: 'json' };
import zhHistory from '../../../../renderer/locale/zh-CN/history.json' with { type: 'json' };
import zhJobs from '../../../../renderer/locale/zh-CN/jobs.json' with { type: 'json' };
import zhResults from '../../../../renderer/locale/zh-CN/results.json' with { type: 'json' };

/** The texts around jobs, without a page. */
async function jobNamespaces(): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.init({
    resources: {
      en: { jobs: enJobs, history: enHistory, results: enResults },
      'zh-CN': { jobs: zhJobs, history: zhHistory, results: zhResults },
    },
    lng: 'en',
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The texts of the jobs in both languages. */
export async function jobTexts(): Promise<{ english: TFunction<'jobs'>; chinese: TFunction<'jobs'> }> {
  const instance = await jobNamespaces();
  return { english: instance.getFixedT('en', 'jobs'), chinese: instance.getFixedT('zh-CN', 'jobs') };
}

type HistoryTexts = TFunction<['history', 'results']>;

/** The texts of a job's history in both languages. */
export async function historyTexts(): Promise<{ english: HistoryTexts; chinese: HistoryTexts }> {
  const instance = await jobNamespaces();
  const textsIn = (locale: string): HistoryTexts => instance.getFixedT(locale, ['history', 'results']);
  return { english: textsIn('en'), chinese: textsIn('zh-CN') };
}
