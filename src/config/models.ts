import { dirname, resolve } from 'node:path';
import type { Installation } from './installation.ts';
import { withSlots } from '../models/model-rules.ts';
import type { Capability } from '../models/call.ts';
import { catalogueFaults, type Backend, type CatalogueData, type ListedModel } from '../models/catalogue.ts';
import { defaultBackend, defaultModels } from '../models/default-catalogue.ts';
import { readKeyFile } from '../models/key-file.ts';

export const DEFAULT_CHAT_MODEL = 'ministral-3:3b';

/** What the environment says of models. */
interface ModelVariables {
  readonly OLLAMA_URL: string;
  readonly CHAT_MODEL?: string | undefined;
  readonly EMBED_MODEL?: string | undefined;
  readonly REWRITE_MODEL?: string | undefined;
}

export interface ModelConfig {
  readonly catalogue: CatalogueData;
  /** Whether the file lists the models that may run; otherwise they are those that variables and assistants name. */
  readonly listsModels: boolean;
  readonly chatModel: string;
  /** What `EMBED_MODEL` wants in front of a question and of a passage. */
  readonly embedding: Installation['embedding'];
}

/** Puts together what the YAML file and the environment say of models; what is wrong is added to `faults`. */
export function readModels(env: ModelVariables, { installation, file, leavesSecrets }: { readonly installation: Installation; readonly file: string; readonly leavesSecrets: boolean }, faults: string[]): ModelConfig {
  const backends = installation.backends?.map((backend) => backendOf(backend, dirname(file))) ?? [defaultBackend(env.OLLAMA_URL)];
  const listsModels = installation.models !== undefined;
  const models = installation.models ?? [];
  const chatModel = env.CHAT_MODEL ?? models.find(({ capabilities }) => capabilities.includes('chat'))?.name ?? DEFAULT_CHAT_MODEL;
  const embedding = embeddingOf(env.EMBED_MODEL, models) ?? installation.embedding;
  const chat = [chatModel, ...(env.REWRITE_MODEL === undefined ? [] : [env.REWRITE_MODEL])];
  const catalogue = {
    backends,
    models: listsModels ? models : defaultModels(chat, env.EMBED_MODEL === undefined ? undefined : { model: env.EMBED_MODEL, ...embedding }),
  };

  faults.push(...catalogueFaults(catalogue).map(({ kind, index, field, reason }) => `${file}: ${kind}.${index}.${field}: ${reason}`));
  if (!leavesSecrets) faults.push(...keyFaults(backends).map((fault) => `${file}: ${fault}`));
  if (listsModels) faults.push(...unlisted(models, { CHAT_MODEL: chatModel, REWRITE_MODEL: env.REWRITE_MODEL }, 'chat'), ...unlisted(models, { EMBED_MODEL: env.EMBED_MODEL }, 'embeddings'));
  return { catalogue, listsModels, chatModel, embedding };
}

/** @param folder from which the file with a key is looked for. */
function backendOf(backend: NonNullable<Installation['backends']>[number], folder: string): Backend {
  const { keyFile, ...facts } = withSlots(backend);
  return { ...facts, url: facts.url.replace(/\/+$/, ''), ...(keyFile !== undefined && { keyFile: resolve(folder, keyFile) }) };
}

function keyFaults(backends: readonly Backend[]): string[] {
  return backends.flatMap(({ keyFile }, index) => {
    const fault = keyFile === undefined ? undefined : readKeyFile(keyFile).fault;
    return fault === undefined ? [] : [`backends.${index}.keyFile: ${fault}`];
  });
}

/** A listed model says itself what it wants in front of texts. */
function embeddingOf(name: string | undefined, models: readonly ListedModel[]): Installation['embedding'] | undefined {
  const model = models.find((one) => one.name === name);
  if (model === undefined || model.queryPrefix + model.passagePrefix === '') return undefined;
  return { queryPrefix: model.queryPrefix, passagePrefix: model.passagePrefix };
}

/** Variables that name a model that may not run, or that cannot do what it is for. */
function unlisted(models: readonly ListedModel[], variables: Readonly<Record<string, string | undefined>>, capability: Capability): string[] {
  return Object.entries(variables).flatMap(([variable, name]) => {
    if (name === undefined) return [];
    const model = models.find((one) => one.name === name);
    if (model === undefined) return [`${variable}: ${name} staat niet bij models`];
    return model.capabilities.includes(capability) ? [] : [`${variable}: ${name} heeft ${capability} niet bij capabilities`];
  });
}
