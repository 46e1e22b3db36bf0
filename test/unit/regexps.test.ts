import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What takes time by the square of this is done in milliseconds; what takes it by its third power or worse is not done in a minute. */
const LENGTH = 3_000;
/** No figure: far more than a busy machine needs for what ends, far less than what explodes takes. */
const LIMIT_MS = 20_000;

/** What would not end in time on a text so long, and why it is not given one. */
const BOUNDED: Readonly<Record<string, string>> = { '^(.{2,200}?)\\s?(?:\\.{3,}|(?:\\. ){3,}|…+|_{3,})[. …_]{0,200}(\\d{1,4})$': 'contents.ts gives it lines of 400 characters at most' };

const LITERAL = /(?<=[(,=:[!&|?{};\n>]\s*|\breturn\s+)\/(?<source>(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/(?<flags>[dgimsuvy]*)/g;

/** The expressions that stand in a source. */
function expressionsIn(text: string): RegExp[] {
  return [...text.replaceAll(/^\s*(?:\/\*\*?|\*|\/\/).*$/gm, '').matchAll(LITERAL)].flatMap(({ groups }) => {
    try {
      return [new RegExp(groups?.['source'] ?? '', groups?.['flags'])];
    } catch {
      return [];
    }
  });
}

const CLASSES: readonly (readonly [RegExp, string])[] = [[/\\d|0-9/, '1'], [/\\w|a-z|\\p\{L|\[\^/, 'a'], [/\\s|\[\^/, ' '], [/A-Z|\\p\{Lu/, 'A'], [/\\n|\\r|\\s/, '\n']];

/** Long repetitions of what an expression itself names, with an end that it does not. */
function hostileTo({ source }: RegExp): string[] {
  const named = [...new Set([...CLASSES.filter(([sign]) => sign.test(source)).map(([, one]) => one), ...Array.from(source.replaceAll(/\\[a-zA-Z](?:\{[^}]*\})?/g, '').replaceAll(/[\\^$()?*+{}|]/g, ''))])].slice(0, 12);
  const pairs = named.flatMap((one, index) => named.slice(index + 1, index + 4).map((other) => one + other));
  return [...named, ...pairs].map((part) => `${part.repeat(LENGTH / part.length)}\u0001`);
}

const context = createContext({ work: undefined });
const script = new Script('for (const text of work.texts) { work.expression.lastIndex = 0; work.expression.exec(text); }');

function ends(expression: RegExp): boolean {
  Object.assign(context, { work: { expression, texts: hostileTo(expression) } });
  try {
    script.runInContext(context, { timeout: LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

const found = globSync(['src/**/*.ts', 'ingest/**/*.ts'], { cwd: root }).flatMap((path) => expressionsIn(readFileSync(`${root}/${path}`, 'utf8')).map((expression) => ({ path, expression })));

test('every expression of the sources ends on hostile text', () => {
  expect(found.length).toBeGreaterThan(500);
  expect(Object.keys(BOUNDED).filter((source) => !found.some(({ expression }) => expression.source === source))).toEqual([]);
  expect(found.filter(({ expression }) => !Object.hasOwn(BOUNDED, expression.source) && !ends(expression)).map(({ path, expression }) => `${path}: ${expression.toString()}`)).toEqual([]);
});

test('one that explodes is found out', () => {
  const [planted] = expressionsIn('const BAD = /^(?:a+)+$/;');
  if (planted === undefined) expect.unreachable('it was not read');
  Object.assign(context, { work: { expression: planted, texts: hostileTo(planted) } });
  expect(() => script.runInContext(context, { timeout: 300 }) as unknown).toThrow('timed out');
});
