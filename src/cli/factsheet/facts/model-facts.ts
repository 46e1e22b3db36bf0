import type { Config } from '../../../config/config.ts';
import { configured, type Fact, measured } from '../../../factsheet/fact.ts';
import type { ModelFacts } from '../../../factsheet/facts.ts';
import { several } from '../../../factsheet/several.ts';
import type { HostModel, ModelHost } from '../../../models/call.ts';
import type { Backend, CatalogueData, ListedModel } from '../../../models/catalogue.ts';
import { sameModel } from '../../../models/ollama/model-name.ts';
import type { AssistantFolder } from '../../../models/prompts/assistants.ts';
import { knownModel } from '../../hosts/known-models.ts';
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
  return data.models.flatMap((model) => {
    const tasks = tasksOf(model, config, assistants);
    return tasks.length === 0 ? [] : [factsOf(model, tasks, { backends: data.backends, stored, mark, now })];
  });
}

function tasksOf({ name, capabilities }: ListedModel, { rewriteModel, embedModel, rerank }: Parts['config'], assistants: Parts['assistants']): Task[] {
  const answers = [...assistants.values()].some(({ model }) => model === name);
  return [
    ...(answers ? ['answers' as const] : []),
    ...(name === rewriteModel ? ['rewrites' as const] : []),
    ...(name === embedModel ? ['searches' as const] : []),
    ...(name === rerank?.model ? ['orders' as const] : []),
    // Employees and programs may choose it.
    ...(!answers && name !== rewriteModel && capabilities.includes('chat') ? ['works' as const] : []),
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
