import { expect, test } from 'vitest';
import { isNear } from '../../../src/cli/hosts/near.ts';

test.each(['http://127.0.0.1:11434', 'http://10.0.0.5:8000', 'http://[::1]:11434', 'http://[fd00::5]', 'http://gpu-1:11434', 'http://gpu.intern', 'http://ollama.gemeente.internal', 'http://localhost'])('%s is inside the building', (url) => {
  expect(isNear(url)).toBe(true);
});

test.each(['https://api.voorbeeld.nl', 'https://8.8.8.8', 'http://[2001:4860::8888]', 'https://intern.voorbeeld.nl', 'http://10.0.0.5.voorbeeld.nl'])('of %s the desk does not claim it', (url) => {
  expect(isNear(url)).toBe(false);
});
