import i18next, { type TFunction } from 'i18next';
import en from '../../../../renderer/locale/en/jobs.json' with { type: 'json' };
import zh from '../../../../renderer/locale/zh-CN/jobs.json' with { type: 'json' };

/** The texts of the jobs in both languages, without a page. */
export async function jobTexts(): Promise<{ english: TFunction<'jobs'>; chinese: TFunction<'jobs'> }> {
  const instance = i18next.createInstance();
  await instance.init({
    resources: { en: { jobs: en }, 'zh-CN': { jobs: zh } },
    lng: 'en',
    interpolation: { escapeValue: false },
  });
  return { english: instance.getFixedT('en', 'jobs'), chinese: instance.getFixedT('zh-CN', 'jobs') };
}
