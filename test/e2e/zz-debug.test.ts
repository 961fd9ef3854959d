import { it } from 'vitest';
import { launchApp, makeHome } from './app-driver.ts';
import { example } from './sample-files.ts';
import * as screens from './screens.ts';
it('dbg', async () => {
  const home = makeHome(); const app = await launchApp({ home });
  await screens.openedScreen(app.page);
  await screens.dropFiles(app.page, [example('messy')]);
  await screens.fileItem(app.page, 'messy.xlsx', 'ready').waitFor();
  await screens.startJobs(app.page); await screens.waitForJob(app.page, 'messy.xlsx', 'completed');
  await screens.openResult(app.page, 'messy.xlsx');
  await screens.saveReport(app.page, 'xlsx');
  await app.page.waitForTimeout(6000);
  console.log(await app.page.locator('.mantine-Notifications-root').allInnerTexts());
  await app.page.screenshot({ path: '/tmp/shell/dbg.png' });
  console.log(app.said().split('\n').filter((l) => !/bus.cc|viz_main/.test(l)).join('\n'));
  await app.kill(); home.remove();
});
