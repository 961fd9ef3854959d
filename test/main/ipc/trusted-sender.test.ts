import { describe, expect, it } from 'vitest';
import { isAppUrl, isTrustedSender } from '../../../main/ipc/trusted-sender.ts';

describe('isTrustedSender', () => {
  it('hears the main frame of a page of the app', () => {
    expect(isTrustedSender({ url: 'app://auspex/', parent: null })).toBe(true);
    expect(isTrustedSender({ url: 'app://auspex/index.html#/jobs', parent: null })).toBe(true);
  });

  it('does not hear a frame inside the page, nor a page that is gone', () => {
    expect(isTrustedSender({ url: 'app://auspex/', parent: {} })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });

  it.each([
    'https://auspex/',
    'app://auspex.example.org/',
    'app://auspex@example.org/',
    'app://example.org/app://auspex',
    'app://auspex:80/',
    'file:///app://auspex/',
    'about:blank',
    'data:text/html,app://auspex',
    '',
  ])('does not hear %s', (url) => {
    expect(isAppUrl(url)).toBe(false);
    expect(isTrustedSender({ url, parent: null })).toBe(false);
  });
});
