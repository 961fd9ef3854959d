import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../main/window/content-security-policy.ts';
import { packagedFileOf } from '../../../main/window/packaged-file.ts';

const folder = path.resolve('/opt/auspex/dist/renderer');

describe('packagedFileOf', () => {
  it('gives the start page and files below it with their media type', () => {
    expect(packagedFileOf('app://auspex/', folder)).toEqual({
      file: path.join(folder, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(packagedFileOf('app://auspex/assets/main-1a2b.js?v=1', folder)).toEqual({
      file: path.join(folder, 'assets/main-1a2b.js'),
      contentType: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    'app://auspex/../main/main.js',
    'app://auspex/%2e%2e/main/main.js',
    'app://auspex/..%2fmain/main.js',
    'app://auspex/assets/..%2f..%2f..%2f..%2fetc/motd.html',
    'app://auspex/..%5cmain%5cmain.js',
    'app://auspex/%00.html',
    'app://auspex/C:%2fWindows/win.js',
    'app://auspex/%',
    'app://auspex/assets/key.pem',
    'app://auspex/assets/',
  ])('refuses %s or keeps it inside', (url) => {
    const found = packagedFileOf(url, folder);
    if (found) expect(found.file.startsWith(folder + path.sep)).toBe(true);
    else expect(found).toBeNull();
  });

  it('refuses an encoded way out', () => {
    expect(packagedFileOf('app://auspex/..%2fmain/main.js', folder)).toBeNull();
    expect(packagedFileOf('app://auspex/..%5cmain%5cmain.js', folder)).toBeNull();
  });
});

describe('contentSecurityPolicy', () => {
  it('allows no script but the app’s own and nothing by default', () => {
    const directives = new Map(
      contentSecurityPolicy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)] as const),
    );
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
    expect(contentSecurityPolicy).not.toContain('unsafe-eval');
  });
});
