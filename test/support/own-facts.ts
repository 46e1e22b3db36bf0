import { factsheet } from '../../src/cli/commands/factsheet.ts';
import { factSource } from '../../src/cli/factsheet/fact-source.ts';
import { marker } from '../../src/cli/factsheet/facts/discreet.ts';
import type { DeploymentFacts } from '../../src/factsheet/facts.ts';
import type { TestDesk } from './desk.ts';

/** What a desk knows of itself now. */
export function factsOf({ desk, db, switches, auditKey }: TestDesk): Promise<DeploymentFacts> {
  return factSource({ config: desk.config, desk, db, switches, mark: marker(auditKey), now: () => new Date() }).facts();
}

/** What `balie factsheet` says of a desk. */
export async function runFactsheet({ desk, db }: TestDesk, action: string, json = false) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await factsheet.run({ positionals: [action], values: {}, json, config: desk.config, database: async () => db, onFailure: () => undefined, out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: new AbortController().signal });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}
