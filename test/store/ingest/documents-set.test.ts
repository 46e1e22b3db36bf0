import { describe, expect, it, vi } from 'vitest';
import { documents } from '../../../src/cli/commands/documents.ts';
import type { CommandInput } from '../../../src/cli/command.ts';

/** Wrong use is told before a database is opened. */
async function wrong(positionals: string[], values: CommandInput['values']): Promise<string> {
  const said: string[] = [];
  const database = vi.fn<CommandInput['database']>();
  const note = (line: string): void => void said.push(line);
  const code = await documents.run({ values, positionals, json: false, database, note, out: note, onFailure: () => undefined, signal: new AbortController().signal } as Partial<CommandInput> as CommandInput);
  expect([code, database.mock.calls]).toEqual([2, []]);
  expect(said.join('\n')).toContain('Gebruik: balie documents list');
  return said.join('\n');
}

describe('balie documents set, used wrongly, names the option as it was typed', () => {
  it.each([
    [{ 'valid-until': 'morgen' }, /^--valid-until moet een bestaande datum zijn, zoals 2026-01-31\.\n/],
    [{ 'review-by': '2026-02-30' }, /^--review-by moet een bestaande datum/],
    [{ url: 'javascript:alert(1)' }, /^--url moet een http- of https-adres zijn\.\n/],
    [{ 'valid-from': '2026-02-01', 'valid-until': '2026-01-01' }, /^--valid-until moet op of na --valid-from vallen\.\n/],
    [{ 'valid-from': 'x', owner: 'y'.repeat(501) }, /--owner mag hoogstens 500 tekens hebben.*--valid-from|--valid-from .*--owner mag/],
    [{ 'valid-from': '0000-01-01' }, /^--valid-from moet in het jaar 1000 of later vallen\.\n/],
    [{ title: 'a\u202eb' }, /^--title mag geen besturingstekens of onzichtbare tekens bevatten\.\n/],
    [{}, /^Er is niets om vast te leggen: geef een of meer van --title, --url, --owner, --valid-from, --valid-until, --review-by, --actions\.\n/],
  ])('%j', async (values, told) => {
    expect(await wrong(['set', 'a.md'], { collection: 'map', ...values })).toMatch(told);
  });

  it('without a collection, and with an argument too many', async () => {
    expect(await wrong(['set', 'a.md'], { owner: 'Team' })).toMatch(/^--collection ontbreekt\.\n/);
    expect(await wrong(['set', 'a.md', 'b.md'], { collection: 'map', owner: 'Team' })).toMatch(/^Gebruik/);
  });
});
