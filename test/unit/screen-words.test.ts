import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What guides print in bold is what stands on a screen: somebody looks for exactly that. */
const root = new URL('../../', import.meta.url);
const PAGES = ['admin', 'editor', 'auditor', 'developer', 'employee'];
/** Where words come from that are on a screen: those of acts are with the command that lists them too. */
const ROOMS = ['src/web', 'src/cli/settings', 'src/cli/audit', 'src/cli/commands', 'src/settings', 'prompts'];

const screens = ROOMS.flatMap((room) => readdirSync(new URL(room, root), { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() && /\.(?:ts|ya?ml|md)$/.test(entry.name) ? [readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')] : [])))
  .join('\n')
  // What a comment says is on no screen.
  .replaceAll(/\/\*\*[^]*?\*\/|^ *\/\/.*$/gm, '')
  .replaceAll(/<\/?(?:a|strong|span)[^>]*>/g, '')
  .replaceAll(/\s+/g, ' ');

function isOnScreen(words: string): boolean {
  const exactly = words.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\p{L})${exactly}(?!\p{L})`, 'u').test(screens);
}

const bold = (page: string) => [...readFileSync(new URL(`docs/${page}`, root), 'utf8').matchAll(/\*\*(?<words>[^*]+)\*\*/g)].flatMap(({ groups }) => groups?.['words'] ?? []);

test.each(PAGES)('%s.md prints in bold what is on a screen, in both languages the same', (name) => {
  const words = bold(`nl/${name}.md`);
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter((one) => !isOnScreen(one))).toEqual([]);
  expect(bold(`en/${name}.md`)).toEqual(words);
});

test('a word that is on no screen is found', () => {
  expect([isOnScreen('Zet de balie uit …'), isOnScreen('Zet de balie in brand …'), isOnScreen('balieklu')]).toEqual([true, false, false]);
});
