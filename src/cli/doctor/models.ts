import { request } from 'undici';
import type { ModelHost } from '../../models/call.ts';
import type { Backend, CatalogueData, ListedModel } from '../../models/catalogue.ts';
import { asBalieError } from '../../errors.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import { placesOf } from '../hosts/model-places.ts';
import { type Check, fault, ok, warning } from './checks.ts';
import { clockCheck } from './database.ts';

const LIST_MS = 5_000;
/** A model that must be loaded first takes its time. */
const ANSWER_MS = 120_000;
const DIGEST_LETTERS = 12;
/** A `Date` header says whole seconds. */
const HALF_SECOND_MS = 500;

interface Asking {
  readonly hostOf: (backend: string) => ModelHost | undefined;
  readonly signal: AbortSignal;
}

/** Whether each host answers, has the models that may run there, and gives one token of each. */
export async function lookAtModels(data: CatalogueData, asking: Asking): Promise<readonly Check[]> {
  const placed = await placesOf(data, { ...asking, limitMs: LIST_MS });
  const checks: Check[] = [];
  for (const backend of data.backends) {
    const what = `Modelserver ${backend.id}`;
    const here = placed.filter(({ pool }) => pool === backend.pool);
    const places = here.map((model) => ({ model, place: model.places.find(({ backend: id }) => id === backend.id) }));
    const away = places.find(({ place }) => place?.state === 'unreachable')?.place?.away;
    if (away !== undefined) {
      checks.push(fault(what, away.said, `${away.action} De balie citeert zolang alleen bronnen.`));
      continue;
    }
    checks.push(ok(what, 'antwoordt'), ...(await clockOf(backend, asking.signal)));
    const digests = await digestsOf(asking.hostOf(backend.id), asking.signal);
    for (const { model, place } of places) {
      const of = `Model ${model.name} op ${backend.id}`;
      if (place?.state === 'missing') checks.push(fault(of, 'ontbreekt', `Haal het op met: ${place.hint ?? ''}`));
      else checks.push(await tokenOf(of, { model, host: asking.hostOf(backend.id), digest: digests.get(model.model), signal: asking.signal }));
    }
  }
  return checks;
}

async function digestsOf(host: ModelHost | undefined, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const models = (await host?.models(AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)])).catch(() => [])) ?? [];
  return new Map(models.flatMap(({ name, digest }) => (digest === undefined ? [] : [[name, digest], [name.replace(/:latest$/, ''), digest]])));
}

interface OneToken {
  readonly model: ListedModel;
  readonly host: ModelHost | undefined;
  readonly digest: string | undefined;
  readonly signal: AbortSignal;
}

async function tokenOf(what: string, { model, host, digest, signal }: OneToken): Promise<Check> {
  if (host === undefined) return warning(what, 'is niet in gebruik', 'Kijk bij balie models list waarom.');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  const at = { model: model.model, contextTokens: model.contextTokens };
  const began = performance.now();
  const known = digest === undefined ? '' : `, digest ${digest.replace(/^sha256:/, '').slice(0, DIGEST_LETTERS)}`;
  try {
    if (model.capabilities.includes('chat')) {
      for await (const chunk of host.chat({ model: model.name, messages: [{ role: 'user', content: 'Zeg ja.' }], maxTokens: 1, temperature: 0 }, at, limit)) if (chunk.type === 'end') break;
    } else await host.embed(['ja'], at, limit);
    return ok(what, `antwoordt na ${Math.round(performance.now() - began)} ms${known}`);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) return fault(what, `gaf binnen ${ANSWER_MS / 1_000} seconden geen antwoord`, 'Kijk op de modelserver of die genoeg geheugen heeft, en of er te veel tegelijk draait.');
    const { entry, detail } = asBalieError(error);
    return fault(what, detail === undefined ? entry.message : `${entry.message} (${detail})`, entry.action);
  }
}

/** By what it says in its header; a host that says none cannot be compared. */
async function clockOf({ id, url }: Backend, signal: AbortSignal): Promise<readonly Check[]> {
  const forbid = allowOutbound(new URL(url));
  try {
    const began = Date.now();
    const { headers, body } = await request(url, { method: 'GET', signal: AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)]) });
    const middle = (began + Date.now()) / 2;
    await body.dump();
    const at = Date.parse(String(headers['date']));
    return Number.isNaN(at) ? [] : [clockCheck(`Klok van modelserver ${id}`, 'die van deze server', at + HALF_SECOND_MS - middle)];
  } catch {
    return [];
  } finally {
    forbid();
  }
}
