import { expect, it } from 'vitest';
import { storeFolder } from '../../../src/store/storeFolder.ts';

it('prefers CAIRN_STORE, then the cache folder of the platform', () => {
  expect(storeFolder({ CAIRN_STORE: '/s' }, 'linux', '/home/a')).toBe('/s');
  expect(storeFolder({ XDG_CACHE_HOME: '/c' }, 'linux', '/home/a')).toBe('/c/cairn');
  expect(storeFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/a')).toBe('/home/a/.cache/cairn');
  expect(storeFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Caches/cairn');
});
