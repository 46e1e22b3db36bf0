import type { Config } from '../../../config/config.ts';
import { configured, type Fact, measured } from '../../../factsheet/fact.ts';
import type { ModelFacts } from '../../../factsheet/facts.ts';
import { several } from '../../../factsheet/several.ts';
import type { HostModel, ModelHost } from '../../../models/call.ts';
import type { Backend, CatalogueData, ListedModel } from '../../../models/catalogue.ts';
import { sameModel } from '../../../models/ollama/model-name.ts';
import type { AssistantFolder } from '../../../models/prompts/assistants.ts';
import { RERANKER_PURPOSE } from '../../../factsheet/model-connections.ts';
import { knownModel } from '../../hosts/known-models.ts';
import { type ModelInUse, modelsInUse } from '../../hosts/models-in-use.ts';
import { markOfModelHost } from './connection-facts.ts';
import type { Mark } from './discreet.ts';

type Task = ModelFacts['tasks']['value'][number];
const TOLD = 'opgave van de modelserver';

interface Parts {
  readonly config: Pick<Config, 'rewriteModel' | 'embedModel' | 'rerank'>;
  readonly data: CatalogueData;
  readonly assistants: ReadonlyMap<string, AssistantFolder>;
  readonly hostOf: (backend: string) => ModelHost | undefined;
  readonly mark: Mark;
  readonly now: Date;
  /** Longest time for all hosts together. */
  readonly limitMs: number;
}

/** What may run and is used. Of a host that does not answer in time, what it alone can tell is left out. */
export async function modelFacts({ config, data, assistants, hostOf, mark, now, limitMs }: Parts): Promise<ModelFacts[]> {
  const limit = AbortSignal.timeout(limitMs);
  const stored = new Map(await Promise.all(data.backends.map(async ({ id }) => [id, (await hostOf(id)?.models(limit).catch(() => undefined)) ?? []] as const)));
  const used = modelsInUse(config, assistants);
  const listed = data.models.flatMap((model) => {
    const tasks = tasksOf(model, used);
    return tasks.length === 0 ? [] : [factsOf(model, tasks, { backends: data.backends, stored, mark, now })];
  });
  return config.rerank === undefined ? listed : withReranker(listed, used, { url: config.rerank.url, mark });
}

function tasksOf({ name, capabilities }: ListedModel, used: readonly ModelInUse[]): Task[] {
  const tasks = new Set(used.flatMap((one) => (one.name === name && one.task !== 'orders' ? [one.task] : [])));
  // Employees and programs may choose it.
  const mayWork = capabilities.includes('chat') && !tasks.has('answers') && !tasks.has('rewrites');
  return mayWork ? [...tasks, 'works'] : [...tasks];
}

/** What orders is of no pool, and its server tells nothing of it: its name and its place are known. */
function withReranker(listed: readonly ModelFacts[], used: readonly ModelInUse[], { url, mark }: { readonly url: string; readonly mark: Mark }): ModelFacts[] {
  const place = `modelserver ${markOfModelHost(url, mark, RERANKER_PURPOSE)}`;
  const names = used.flatMap(({ task, name }) => (task === 'orders' ? [name] : []));
  const isOne = ({ name }: Pick<ModelFacts, 'name'>) => names.includes(name);
  return [
    // By the name of one that does more: one model, of two servers.
    ...listed.map((one) => (isOne(one) ? { ...one, tasks: configured([...one.tasks.value, 'orders' as const]), hosts: configured([...one.hosts.value, place]) } : one)),
    ...names.filter((name) => !listed.some((one) => one.name === name)).map((name) => {
      const { licence, origin } = knownModel(name);
      return {
        name, model: configured(name), tasks: configured(['orders' as const]), ...(licence !== undefined && { licence: configured(licence) }), ...(origin !== undefined && { origin: configured(origin) }), hosts: configured([place]),
      };
    }),
  ];
}

interface Hosted {
  readonly backends: readonly Backend[];
  readonly stored: ReadonlyMap<string, readonly HostModel[]>;
  readonly mark: Mark;
  readonly now: Date;
}

function factsOf(model: ListedModel, tasks: readonly Task[], { backends, stored, mark, now }: Hosted): ModelFacts {
  const hosts = backends.filter(({ pool }) => pool === model.pool);
  const found = hosts.flatMap(({ id, kind }) => stored.get(id)?.filter(({ name }) => (kind === 'ollama' ? sameModel(name, model.model) : name === model.model)) ?? []);
  const known = knownModel(model.model);
  const [licence, origin] = [model.licence ?? known.licence, model.origin ?? known.origin];
  const told = (of: 'digest' | 'quantisation' | 'parameters'): Fact<string> | undefined => {
    // Hosts of one pool ought to have the same one: where they do not, that is told.
    const values = found.flatMap((one) => one[of] ?? []);
    return values.length === 0 ? undefined : measured(several(values), TOLD, now);
  };
  const [digest, quantisation, parameters] = [told('digest'), told('quantisation'), told('parameters')];
  return {
    name: model.name,
    model: configured(model.model),
    tasks: configured(tasks),
    ...(licence !== undefined && { licence: configured(licence) }),
    ...(origin !== undefined && { origin: configured(origin) }),
    ...(digest && { digest }),
    ...(quantisation && { quantisation }),
    ...(parameters && { parameters }),
    contextTokens: configured(model.contextTokens),
    hosts: configured([...new Set(hosts.map(({ url }) => `modelserver ${markOfModelHost(url, mark)}`))]),
  };
}
