import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const deployed = (path: string) => readFileSync(join(root, 'deploy', path), 'utf8');

/** Without what is only said. */
export const withoutComments = (text: string) => text.replaceAll(/^\s*#.*$/gm, '').replaceAll(/\{\{\/\*.*?\*\/\}\}/gs, '');
