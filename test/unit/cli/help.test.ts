import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { commandHelp } from '../../../src/cli/help.ts';
import { ingest } from '../../../src/cli/commands/ingest.ts';
import { keys } from '../../../src/cli/commands/keys.ts';
import { parseOptions } from '../../../src/cli/parse.ts';
import { search } from '../../../src/cli/commands/search.ts';
import { commandsNamed, optionsIn, pageOf, readPages } from '../../support/pages.ts';

describe('--help', () => {
  it.each(Object.entries(commands))('explains each option of %s', async (_, load) => {
    const command = await load();
    const lines = commandHelp(command).split('\n');
    for (const option of [...Object.keys(command.options), 'json', 'help'])
      expect(lines.slice(lines.indexOf('Opties:')).find((line) => line.startsWith(`  --${option} `))).toMatch(/^ {2}--[a-z-]+(?: WAARDE)? {2,}\p{L}.{3,}/u);
  });

  it('says what the same option does in each command, and what it is when not given', () => {
    expect(commandHelp(keys)).toMatch(/--name WAARDE +van wie de sleutel is/);
    expect(commandHelp(ingest)).toMatch(/--name WAARDE +naam die voor/);
    expect(commandHelp(search)).toMatch(/--limit WAARDE .*\(standaard: 8\)/);
    expect(commandHelp(ingest)).not.toContain('standaard: false');
  });
});

describe('the documentation', () => {
  const pages = readPages();
  let known: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    known = new Map(await Promise.all(Object.entries(commands).map(async ([name, load]) => [name, Object.keys((await load()).options)] as const)));
  });
  const faults = ({ name, rest }: { readonly name: string; readonly rest: string }) => {
    const options = known.get(name);
    if (name === 'help') return [];
    return options === undefined ? [name] : optionsIn(rest).filter((option) => !['help', 'json', ...options].includes(option)).map((option) => `${name} --${option}`);
  };

  it('names commands and options that are there', () => {
    expect(pages.flatMap((page) => commandsNamed(page).flatMap(faults).map((fault) => `${page.path}: ${fault}`))).toEqual([]);
    expect(pages.flatMap(commandsNamed).length).toBeGreaterThan(80);
    const planted = '`balie keys list` `npx balie vraag iets` `npm run balie -- audit verify --zomaar`\n\n```sh\nDATA_DIR=x balie restore f --try --vreemd\n```\n';
    expect(commandsNamed(pageOf('x.md', planted)).flatMap(faults).toSorted()).toEqual(['audit --zomaar', 'restore --vreemd', 'vraag']);
  });

  it('has each command on its page, with all its options', () => {
    const rows = readFileSync(new URL('../../../docs/commands.md', import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
    const shown = rows.flatMap((row) => pageOf('', row.split(/(?<!\\)\|/)[1] ?? '').spans).map((span) => ({ name: span.split(' ')[0] ?? '', rest: span }));
    expect(shown.flatMap(faults)).toEqual([]);
    const missing = [...known].flatMap(([name, options]) => {
      const told = shown.filter((one) => one.name === name).flatMap(({ rest }) => optionsIn(rest));
      return [...(shown.some((one) => one.name === name) ? [] : [name]), ...options.filter((option) => !told.includes(option)).map((option) => `${name} --${option}`)];
    });
    expect(missing).toEqual([]);
  });
});

describe('parseOptions', () => {
  it('reads options and words', () => {
    expect(parseOptions(ingest.options, ['map', '--collection', 'producten', '--dry-run'])).toMatchObject({ positionals: ['map'], values: { collection: 'producten', 'dry-run': true } });
  });

  it.each([
    [['--colection', 'x'], /^Onbekende optie: --colection\. Deze zijn er: --collection, .*--help/],
    [['-x'], /^Onbekende optie: -x\./],
    [['--collection'], 'Bij --collection hoort een waarde: --collection=WAARDE.'],
    [['--collection', '--explain'], 'Bij --collection hoort een waarde: --collection=WAARDE.'],
    [['--explain=ja'], 'Bij --explain hoort geen waarde.'],
    [['--constructor'], /^Onbekende optie: --constructor\./],
  ])('says in Dutch what is wrong with %j', (args, fault) => {
    expect(parseOptions(ingest.options, args)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
