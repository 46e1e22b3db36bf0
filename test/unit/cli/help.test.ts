import { describe, expect, it } from 'vitest';
import { ask } from '../../../src/cli/commands/ask.ts';
import { audit } from '../../../src/cli/commands/audit.ts';
import { documents } from '../../../src/cli/commands/documents.ts';
import { evaluate } from '../../../src/cli/commands/evaluate.ts';
import { commandHelp } from '../../../src/cli/help.ts';
import { guard } from '../../../src/cli/commands/guard.ts';
import { ingest } from '../../../src/cli/commands/ingest.ts';
import { jobs } from '../../../src/cli/commands/jobs.ts';
import { keys } from '../../../src/cli/commands/keys.ts';
import { people } from '../../../src/cli/commands/people.ts';
import { parseOptions } from '../../../src/cli/parse.ts';
import { search } from '../../../src/cli/commands/search.ts';
import { serve } from '../../../src/cli/commands/serve.ts';
import { sources } from '../../../src/cli/commands/sources.ts';

describe('--help', () => {
  it.each([ask, audit, documents, evaluate, guard, ingest, jobs, keys, people, search, serve, sources].map((command) => [command.name, command] as const))('explains each option of %s', (_, command) => {
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
