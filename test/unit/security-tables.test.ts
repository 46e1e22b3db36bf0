import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const readText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const exists = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url));

/** Each `file`: "title" of a text. */
function named(text: string): { readonly file: string; readonly title: string }[] {
  return [...text.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = '', title = '']) => ({ file, title }));
}

/** Those that are not there, by file and title. */
function gone(text: string): string[] {
  // In a source a quotation mark may be written with a backslash before it. The whole title: a piece of one is found anywhere.
  return named(text).filter(({ file, title }) => !exists(file) || ![`'${title}'`, `"${title}"`, `\`${title}\``].some((whole) => readText(file).replaceAll("\\'", "'").includes(whole))).map(({ file, title }) => `${file}: ${title}`);
}

/** What is not run everywhere, and the command that runs it: the page that names it says so too. */
const BY_COMMAND: Readonly<Record<string, string>> = {
  'test/load/schemathesis/schemathesis.test.ts': 'SCHEMATHESIS=… vitest run test/load/schemathesis',
  'test/process/outside.test.ts': 'vitest run test/process/outside.test.ts',
};
const SKIPS = /\b(?:test|it|describe)\.(?:skip|skipIf|runIf|todo|only)\b/;

/** Whether a test of a source is left out somewhere: by its own line, by that where its table begins, or by a `describe` around it. */
function mayBeSkipped(source: string, title: string): boolean {
  const lines = source.replaceAll("\\'", "'").split('\n');
  return lines.some((line, at) => {
    if (!line.includes(title)) return false;
    let depth = line.search(/\S/) + 1;
    return lines.slice(0, at + 1).toReversed().some((above) => {
      const own = above.search(/\S/);
      // A table ends on the column where it began: the first line there that is no end.
      if (own === -1 || own >= depth) return false;
      depth = /^\s*\]/.test(above) ? own + 1 : own;
      return SKIPS.test(above);
    });
  });
}

/** Those that may be, and of which the text does not say how they are run. */
function unsaid(text: string): string[] {
  return named(text).filter(({ file, title }) => exists(file) && mayBeSkipped(readText(file), title) && (BY_COMMAND[file] === undefined || !text.includes(`\`${BY_COMMAND[file]}\``))).map(({ file, title }) => `${file}: ${title}`);
}

describe('what the documents on security say is shown', () => {
  test.each([
    ['owasp-llm.md', 20, /^\| LLM(?:0[1-9]|10) /gm, 10],
    ['asvs.md', 80, /^\| V\d+ /gm, 17],
    // Of the six chapters that are gone through by section.
    ['asvs.md', 80, /^\| V(?:3|4|6|7|8|16)\.\d /gm, 34],
  ])('in %s by tests that are there, for each row', (name, least, row, rows) => {
    const text = readText(`docs/security/${name}`);
    expect(gone(text)).toEqual([]);
    expect(unsaid(text)).toEqual([]);
    expect(named(text).length).toBeGreaterThanOrEqual(least);
    expect(text.match(row)).toHaveLength(rows);
    const without = text.split('\n').filter((line) => /^\| (?:LLM|V)\d/.test(line) && named(line).length === 0);
    expect(without.filter((line) => !/^\| [^|]+\| (?:not applicable|document) \| \S/.test(line))).toEqual([]);
    // What is open says so in words.
    expect([...text.matchAll(/\*Open\*(?<after>.{0,12})/g)].map(({ groups }) => groups?.['after'] ?? '').filter((after) => !/^: \S/.test(after))).toEqual([]);
  });

  test('names no test without its title, and none that is planted', () => {
    for (const name of ['owasp-llm.md', 'asvs.md']) {
      const text = readText(`docs/security/${name}`);
      // The table's own test stands in its head.
      expect(text.match(/`test\/[^`]+`/g)?.length).toBe(named(text).length + 1);
    }
    expect(gone('`test/unit/rooms.test.ts`: "a test that nobody wrote"; `test/unit/nowhere.test.ts`: "a"; `test/unit/rooms.test.ts`: "are all in the t"')).toHaveLength(3);
  });

  test('is skipped nowhere, or is said to be run by a command', () => {
    const cited = ['asvs.md', 'owasp-llm.md'].flatMap((name) => named(readText(`docs/security/${name}`)));
    expect([...new Set(cited.filter(({ file, title }) => mayBeSkipped(readText(file), title)).map(({ file }) => file))].toSorted()).toEqual(Object.keys(BY_COMMAND));
    expect(unsaid('`test/load/schemathesis/schemathesis.test.ts`: "schemathesis finds no fault in the API"')).toHaveLength(1);
    expect(unsaid('`test/load/schemathesis/schemathesis.test.ts`: "schemathesis finds no fault in the API" by `SCHEMATHESIS=… vitest run test/load/schemathesis`')).toEqual([]);
  });

  test.each([
    [true, "test.skipIf(isSmall)('a', () => {"],
    [true, "describe.runIf(onServer)('b', () => {\n  const x = [\n    1,\n  ];\n\n  test('a', () => {"],
    [true, "describe('b', () => {\n  test.skip.each([\n    [1],\n  ])('a', () => {"],
    [false, "describe.runIf(onServer)('b', () => {\n  test('c', () => {\n  });\n});\n\ntest('a', () => {"],
    [false, "test.skipIf(isSmall)('c', () => {\n  expect(1).toBe(1);\n});\ntest('a', () => {"],
  ])('is seen to be skipped: %s, %s', (is, source) => {
    expect(mayBeSkipped(source, "'a'")).toBe(is);
  });
});

/** The letters of STRIDE, as the head of its table has them. */
const STRIDE = ['spoofing', 'tampering', 'repudiation', 'information disclosure', 'denial of service', 'elevation'];

/** @returns what of each border is not said. */
function unfilled(text: string): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const [head = [], ...borders] = rows;
  const drawn = [...new Set([...(/^```\n([^]*?)^```$/m.exec(text)?.[1] ?? '').matchAll(/\((\d)\)/g)].map(([, number = '']) => number))].toSorted();
  return [
    ...(head.join() === ['border', ...STRIDE].join() ? [] : [`head: ${head.join()}`]),
    ...drawn.filter((number) => !borders.some(([name = '']) => name.startsWith(`${number} `))).map((number) => `border ${number}: no row`),
    ...borders.filter(([name = '']) => !drawn.includes(name.split(' ')[0] ?? '')).map(([name = '']) => `${name}: not drawn`),
    ...borders.flatMap(([name = '', ...cells]) => STRIDE.filter((_, at) => !/\p{L}{3}/u.test(cells[at] ?? '')).map((letter) => `${name}: ${letter}`)),
    ...borders.filter(({ length }) => length !== STRIDE.length + 1).map(([name = '']) => `${name}: another number of cells`),
  ];
}

describe('the threat model', () => {
  const text = readText('docs/security/threat-model.md');

  test('is shown by tests that are there, where it names them', () => {
    expect(gone(text)).toEqual([]);
    expect(unsaid(text)).toEqual([]);
    expect(text.match(/`test\/[^`]+\.test\.ts`/g)?.length).toBe(named(text).length + 1);
    const shown = [...text.matchAll(/^- Border (\d), (.+)$/gm)];
    expect(shown.map(([, border]) => border)).toEqual(['2', '3', '3', '3', '4', '5', '6', '6']);
    expect(shown.filter(([, , by = '']) => named(by).length === 0)).toEqual([]);
  });

  test('says of each border that is drawn all six of STRIDE', () => {
    expect(unfilled(text)).toEqual([]);
    expect(text.match(/^\| \d /gm)?.length).toBeGreaterThanOrEqual(6);
  });

  test('would not without one of them', () => {
    expect(unfilled(text.replace('| the same |', '| – |'))).toEqual(['2 database: repudiation']);
    expect(unfilled(text.replace(/^\| 5 outside.*\n/m, ''))).toEqual(['border 5: no row']);
    expect(unfilled(text.replace('▶ (4) reading', '▶ reading'))).toEqual(['4 reading: not drawn']);
    expect(unfilled(text.replace('| runs as nobody special |', '|'))).toEqual(['6 running: elevation', '6 running: another number of cells']);
  });
});

describe('the inventory of cryptography', () => {
  /** Purposes of keys that are derived, as a source has them. */
  const purposesIn = (source: string) => [...source.matchAll(/(?:hkdfSync\([^;]*?|new Signed\([^;]*?)'(balie [a-z ]+)'/g)].map(([, purpose = '']) => purpose);
  const sources = globSync('src/**/*.ts', { cwd: new URL('../..', import.meta.url) }).map(readText);
  const text = readText('docs/security/cryptography.md');

  test('has each purpose that a key is derived for, and no other', () => {
    const derived = sources.flatMap(purposesIn);
    expect(derived.length).toBe(new Set(derived).size);
    expect([...text.matchAll(/^\| `([a-z ]+)` \|/gm)].map(([, purpose = '']) => `balie ${purpose}`).toSorted()).toEqual(derived.toSorted());
    // One that is derived in another way would be missed: there is one place more, which is handed its purpose.
    expect(sources.flatMap((source) => source.match(/hkdfSync\(/g) ?? []).length).toBe(derived.length - sources.flatMap((source) => source.match(/new Signed\(/g) ?? []).length + 1);
  });

  test('names all that encrypts, signs or derives', () => {
    const used = new Set(sources.flatMap((source) => [...source.matchAll(/'(aes-[\da-z-]+|x25519|ed25519|sha1|md5|sha\d+|chacha20[\da-z-]*|rsa|ec)'/gi)].map(([, name = '']) => name.toLowerCase())));
    expect([...used].toSorted()).toEqual(['aes-256-gcm', 'ed25519', 'sha256', 'x25519']);
    for (const name of ['AES-256-GCM', 'SHA-256', 'X25519', 'Ed25519']) expect(text).toContain(name);
  });
});
