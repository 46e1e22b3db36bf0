import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const readText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const exists = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url));

/** Each `file`: "title" of a text. */
function named(text: string): { readonly file: string; readonly title: string }[] {
  return [...text.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = '', title = '']) => ({ file, title }));
}

/** Those that are not there, by file and title. */
function gone(text: string): string[] {
  // In a source a quotation mark may be written with a backslash before it.
  return named(text).filter(({ file, title }) => !exists(file) || !readText(file).replaceAll("\\'", "'").includes(title)).map(({ file, title }) => `${file}: ${title}`);
}

describe('what the documents on security say is shown', () => {
  test.each([
    ['owasp-llm.md', 20, /^\| LLM(?:0[1-9]|10) /gm, 10],
    ['asvs.md', 35, /^\| V\d+ /gm, 17],
  ])('in %s by tests that are there, for each row', (name, least, row, rows) => {
    const text = readText(`docs/security/${name}`);
    expect(gone(text)).toEqual([]);
    expect(named(text).length).toBeGreaterThanOrEqual(least);
    expect(text.match(row)).toHaveLength(rows);
    const without = text.split('\n').filter((line) => /^\| (?:LLM|V)\d/.test(line) && named(line).length === 0);
    expect(without.filter((line) => !line.includes('not applicable'))).toEqual([]);
  });

  test('names no test without its title, and none that is planted', () => {
    for (const name of ['owasp-llm.md', 'asvs.md']) {
      const text = readText(`docs/security/${name}`);
      // The table's own test stands in its head.
      expect(text.match(/`test\/[^`]+`/g)?.length).toBe(named(text).length + 1);
    }
    expect(gone('`test/unit/rooms.test.ts`: "a test that nobody wrote"; `test/unit/nowhere.test.ts`: "a"')).toHaveLength(2);
  });
});
