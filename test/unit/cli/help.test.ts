import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.ts';
import { commandHelp } from '../../../src/cli/help.ts';
import { ingest } from '../../../src/cli/commands/ingest.ts';
import { keys } from '../../../src/cli/commands/keys.ts';
import { parseOptions } from '../../../src/cli/parse.ts';
import { search } from '../../../src/cli/commands/search.ts';

describe('--help', () => {
  it.each(Object.entries(commands))('explains each option of %s', async (_, load) => {
    const command = await load();
    const lines = commandHelp(command).split('\n');
    for (const option of [...Object.keys(command.options), 'json', 'help'])
      expect(lines.find((line) => line.startsWith(`  --${option} `))).toMatch(/^ {2}--[a-z-]+(?: WAARDE)? {2,}\p{L}.{3,}/u);
  });

  it('says what the same option does in each command, and what it is when not given', () => {
    expect(commandHelp(keys)).toMatch(/--name WAARDE +van wie de sleutel is/);
    expect(commandHelp(ingest)).toMatch(/--name WAARDE +naam die voor/);
    expect(commandHelp(search)).toMatch(/--limit WAARDE .*\(standaard: 8\)/);
    expect(commandHelp(ingest)).not.toContain('standaard: false');
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
