import { asBalieError, BalieError } from '../../errors.ts';
import type { PullProgress } from '../../models/call.ts';
import type { CatalogueData } from '../../models/catalogue.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { printable } from '../printable.ts';
import { NO_ANSWER } from '../hosts/away.ts';
import { type PlacedModel, placesOf } from '../hosts/model-places.ts';
import { type OpenHosts, openHosts } from '../hosts/open-hosts.ts';

const CHECK_MS = 5_000;
const MEGABYTE = 1_000_000;

export const models = command({
  name: 'models',
  summary: 'Toont welke modellen mogen draaien en waar ze staan, en haalt een model op.',
  usage: 'list | pull NAAM',
  options: {},
  async run(input) {
    const [action, name, ...more] = input.positionals;
    if (action === 'list' && name === undefined) return withHosts(input, list);
    if (action === 'pull' && name !== undefined && more.length === 0) return withHosts(input, (open) => pull(open, name));
    throw new WrongUse();
  },
});

interface Open extends CommandInput {
  readonly data: CatalogueData;
  readonly hosts: OpenHosts;
}

async function withHosts(input: CommandInput, work: (open: Open) => Promise<0 | 1>): Promise<0 | 1> {
  const hosts = await openHosts(input);
  try {
    return await work({ ...input, data: hosts.catalogue.data, hosts });
  } finally {
    await hosts.close();
  }
}

async function list({ data, hosts, signal, ...input }: Open): Promise<0> {
  const rows = await placesOf(data, { hostOf: hosts.hostOf, signal, limitMs: CHECK_MS });
  tell(input, { models: rows }, rows.flatMap(linesOf));
  return 0;
}

const STATES = { loaded: 'in het geheugen', ready: 'aanwezig', missing: 'ontbreekt', unreachable: 'niet bereikbaar' } as const;

function linesOf({ name, model, pool, capabilities, contextTokens, licence, origin, places }: PlacedModel): string[] {
  const about = [name === model ? undefined : model, `pool ${pool}`, capabilities.join(', '), `${contextTokens} tokens`, licence, origin];
  return [`${name}  ${about.filter((part) => part !== undefined).join('  ')}`, ...places.map(placeLine)];
}

function placeLine({ backend, state, isDraining, hint, away }: PlacedModel['places'][number]): string {
  const why = away === undefined || away.said === NO_ANSWER ? '' : ` (${away.said})`;
  return `  ${backend}: ${STATES[state]}${why}${isDraining === true ? ', neemt niets nieuws aan' : ''}${hint === undefined ? '' : `. Haal het op met: ${hint}`}`;
}

async function pull({ data, hosts, json, out, note, signal }: Open, name: string): Promise<0 | 1> {
  const model = data.models.find((one) => one.name === name);
  if (model === undefined) throw new BalieError('model-unknown', { detail: `${printable(name)}; wel: ${data.models.map((one) => one.name).join(', ')}` });
  const backends = data.backends.filter(({ pool }) => pool === model.pool);
  const results: { backend: string; fault?: string }[] = [];
  for (const { id } of backends) {
    const host = hosts.hostOf(id);
    if (host === undefined) continue;
    try {
      note(`${id}: ${model.model}`);
      const tell = progress(note);
      for await (const step of host.pull(model.model, signal)) tell(step);
      results.push({ backend: id });
    } catch (error) {
      signal.throwIfAborted();
      const fault = asBalieError(error);
      note(`${id}: ${fault.entry.message} ${fault.entry.action}`);
      results.push({ backend: id, fault: fault.code });
    }
  }
  const isDone = results.every(({ fault }) => fault === undefined);
  tell({ json, out }, { model: name, backends: results }, isDone ? [`${name} staat op: ${results.map(({ backend }) => backend).join(', ')}`] : []);
  return isDone ? 0 : 1;
}

/** Tells each new step, and of a download each tenth. */
function progress(note: (line: string) => void): (step: PullProgress) => void {
  let told = '';
  return ({ status, completedBytes, totalBytes }) => {
    const tenths = totalBytes === undefined || totalBytes === 0 ? undefined : Math.floor(((completedBytes ?? 0) / totalBytes) * 10);
    const line = tenths === undefined ? status : `${status}: ${tenths * 10}% van ${Math.ceil((totalBytes ?? 0) / MEGABYTE)} MB`;
    if (line !== told) note(`  ${printable(line)}`);
    told = line;
  };
}
