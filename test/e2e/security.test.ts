import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as screens from './screens.ts';
import { appFor } from './test-app.ts';

/**
 * What a page that has been taken over could try. Each test makes the attempt in the page itself, as injected code
 * would, and looks whether it comes to anything.
 */
describe('a page that was taken over', () => {
  const app = appFor('all');

  it.each(['https://example.org/', 'file:///etc/passwd', 'data:text/html,stolen', 'app://elsewhere/'])(
    'does not get to %s',
    async (url) => {
      await app.page.evaluate((target) => {
        window.location.href = target;
      }, url);
      await app.page.waitForTimeout(300);
      expect(app.page.url()).toMatch(/^app:\/\/auspex\//);
      expect(await screens.byTestId(app.page, 'start-screen').count()).toBe(1);
    },
  );

  it('opens no window, by script or by link', async () => {
    const before = app.page.context().pages().length;
    const opened = await app.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://example.org/', target: '_blank' });
      document.body.append(link);
      link.click();
      link.remove();
      return window.open('https://example.org/') !== null;
    });
    await app.page.waitForTimeout(300);
    expect(opened).toBe(false);
    expect(app.page.context().pages().length).toBe(before);
  });

  it('has no Node, no Electron and only two ways out', async () => {
    const found = await app.page.evaluate(() => ({
      names: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
      bridge: Object.keys((window as unknown as { bridge: object }).bridge).sort(),
    }));
    expect(found).toEqual({ names: [], bridge: ['openPort', 'requestTickets'] });
  });

  it('runs no code made of text and loads no script from elsewhere', async () => {
    const outcome = await app.page.evaluate(async () => {
      // A debugger may evaluate text; what runs later, by itself, stands under the page's own policy.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const run = (attempt: () => unknown) => {
        try {
          attempt();
          return 'ran';
        } catch (error) {
          return (error as Error).name;
        }
      };
      // biome-ignore lint/security/noGlobalEval: the attempt is the test.
      const evaluated = run(() => globalThis.eval('1'));
      const constructed = run(() => new Function('return 1')());
      const load = (script: Partial<HTMLScriptElement>) =>
        new Promise<string>((resolve) => {
          const element = Object.assign(document.createElement('script'), script);
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          document.head.append(element);
          if (script.text) setTimeout(() => resolve('stolen' in window ? 'ran' : 'refused'), 200);
        });
      return {
        evaluated,
        constructed,
        foreign: await load({ src: 'https://example.org/x.js' }),
        data: await load({ src: 'data:text/javascript,window.stolen=1' }),
        inline: await load({ text: 'window.stolen = 1' }),
      };
    });
    expect(outcome).toEqual({
      evaluated: 'EvalError',
      constructed: 'EvalError',
      foreign: 'refused',
      data: 'refused',
      inline: 'refused',
    });
  });

  it('sends nothing out', async () => {
    const outcome = await app.page.evaluate(async () => {
      const tryFetch = (url: string) =>
        fetch(url, { mode: 'no-cors' }).then(
          () => 'sent',
          () => 'refused',
        );
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const isFrameEmpty = frame.contentDocument === null || frame.contentDocument.body.innerHTML === '';
      frame.remove();
      return { web: await tryFetch('https://example.org/'), file: await tryFetch('file:///etc/passwd'), isFrameEmpty };
    });
    expect(outcome).toEqual({ web: 'refused', file: 'refused', isFrameEmpty: true });
  });

  it.each([
    'app://auspex/../../../package.json',
    'app://auspex/..%2fmain%2fmain.js',
    'app://auspex/%2e%2e/main/main.js',
    'app://auspex/..%2f..%2fpackage.json',
    'app://auspex/%2fetc%2fpasswd',
    'app://auspex/main/main.js',
  ])('reads nothing beside the pages by %s', async (url) => {
    const status = await app.page.evaluate((target) => fetch(target).then((answer) => answer.status), url);
    expect(status).toBe(404);
  });

  it('is answered under the strict policy', async () => {
    const headers = await app.page.evaluate(() =>
      fetch('app://auspex/').then((answer) => Object.fromEntries(answer.headers.entries())),
    );
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('is given no permission', async () => {
    const outcome = await app.page.evaluate(async () => {
      const name = (error: unknown) => (error as Error).name ?? 'refused';
      return {
        notifications: await Notification.requestPermission(),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', name),
        place: await new Promise<string>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('given'),
            ({ code }) => resolve(code === 1 ? 'denied' : `error ${code}`),
          );
        }),
      };
    });
    expect(outcome.notifications).toBe('denied');
    expect(outcome.camera).toMatch(/NotAllowedError|NotFoundError/);
    expect(outcome.place).toBe('denied');
  });

  it('gets no ticket for a path it names itself, nor for what is not a file', async () => {
    const secret = path.join(app.home.folder, 'secret.csv');
    const outcome = await app.page.evaluate(async (file) => {
      const { bridge } = window as unknown as { bridge: { requestTickets: (files: unknown) => Promise<unknown> } };
      const ask = (files: unknown) =>
        Promise.resolve()
          .then(() => bridge.requestTickets(files))
          .then(
            (answers) => JSON.stringify(answers),
            () => 'refused',
          );
      const madeUp = new File(['a,b\n1,2\n'], file);
      return [await ask([madeUp]), await ask([file]), await ask([{ name: file, path: file, size: 1 }])];
    }, secret);
    for (const answer of outcome) {
      expect(answer).not.toContain('"ticket"');
      expect(answer).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it('gets tickets without paths for files the person drops', async () => {
    const answers = await app.page.evaluate(() => {
      window.addEventListener(
        'drop',
        (event) => {
          const { bridge } = window as unknown as { bridge: { requestTickets: (files: unknown) => Promise<unknown> } };
          const files = [...(event.dataTransfer?.files ?? [])];
          (window as unknown as { answers: Promise<unknown> }).answers = bridge.requestTickets(files);
        },
        { once: true, capture: true },
      );
    });
    expect(answers).toBeUndefined();
    const { writeSmallCsv } = await import('./sample-files.ts');
    await screens.dropFiles(app.page, [writeSmallCsv(app.home.folder, 'chosen.csv')]);
    const text = await app.page.evaluate(async () =>
      JSON.stringify(await (window as unknown as { answers: Promise<unknown> }).answers),
    );
    expect(text).toContain('"type":"file"');
    expect(text).toContain('chosen.csv');
    expect(text).not.toContain(app.home.folder);
  });
});
