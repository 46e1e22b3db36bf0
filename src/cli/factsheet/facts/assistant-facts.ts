import { hash } from 'node:crypto';
import { type AssistantFigures, figuresByAssistant } from '../../../audit/turn-figures.ts';
import type { Config } from '../../../config/config.ts';
import { BalieError } from '../../../errors.ts';
import { aiActFact } from '../../../factsheet/ai-act/facts.ts';
import type { AiActPath } from '../../../factsheet/ai-act/paths.ts';
import type { KeptEvaluation } from '../../../factsheet/evaluations.ts';
import { configured, measured } from '../../../factsheet/fact.ts';
import type { AssistantFacts, QualityFacts } from '../../../factsheet/facts.ts';
import { READABLE } from '../../../knowledge/readers.ts';
import type { AssistantFolder } from '../../../models/prompts/assistants.ts';
import type { Database } from '../../../store/database.ts';
import type { Switches } from '../../../switches/switches.ts';
import { type Mark, publicId } from './discreet.ts';

const COUNTED = 'telling in het logboek over 30 dagen';

interface Parts {
  readonly config: Pick<Config, 'collections' | 'groups'>;
  readonly assistants: ReadonlyMap<string, AssistantFolder>;
  readonly switches: Pick<Switches, 'offFor'>;
  readonly evaluations: readonly KeptEvaluation[];
  readonly paths: readonly AiActPath[];
  readonly db: Database;
  readonly mark: Mark;
  readonly now: Date;
  readonly since: Date;
}

export async function assistantFacts({ config, assistants, switches, evaluations, paths, db, mark, now, since }: Parts): Promise<AssistantFacts[]> {
  const figures = await figuresByAssistant(db, since).catch((error: unknown) => {
    // Too much to count in time: a fact that is not known, and no reason to know nothing at all.
    if (error instanceof BalieError && error.code === 'database-unavailable') return new Map<string, AssistantFigures>();
    throw error;
  });
  return [...assistants.values()].map((assistant) => {
    const counted = figures.get(assistant.name);
    const evaluation = evaluations.find((one) => one.assistant === assistant.name);
    const path = paths.find((one) => one.assistant === assistant.name);
    return {
      name: assistant.name,
      title: configured(assistant.title),
      audience: configured(assistant.audience),
      isOn: configured(switches.offFor(assistant.name) === undefined),
      model: configured(assistant.model),
      collections: configured(readBy(config, assistant.audience, mark)),
      settings: configured(settingsDigest(assistant)),
      prompts: configured(assistant.prompts.map(({ name, version, sha256 }) => ({ name, version: String(version), sha256 }))),
      ...(counted && { outcomes: measured(counted.outcomes, COUNTED, now) }),
      ...(typeof counted?.half === 'number' && { waitMs: measured(Math.round(counted.half * 1_000), COUNTED, now) }),
      ...(evaluation && { quality: measured(qualityOf(evaluation), 'balie evaluate answers', evaluation.at) }),
      ...(path && { aiAct: aiActFact(path) }),
    };
  });
}

function qualityOf({ cases, rates, version, model, promptsSha256 }: KeptEvaluation): QualityFacts {
  return { cases, rates, version, model, ...(promptsSha256 !== null && { promptsSha256 }) };
}

/** Of employees: what any of their groups may read. */
function readBy({ collections, groups }: Pick<Config, 'collections' | 'groups'>, audience: AssistantFolder['audience'], mark: Mark): string[] {
  const readers: readonly string[] = audience === 'employee' ? [...READABLE.employee, ...groups.map(({ id }) => id)] : READABLE.resident;
  return collections.filter((collection) => collection.readers.some((reader) => readers.includes(reader))).map((collection) => publicId(collection, mark));
}

function settingsDigest({ greeting, themes, maxPassages, maxTokens, replies, scope, said }: AssistantFolder): string {
  return hash('sha256', JSON.stringify([greeting, themes, maxPassages, maxTokens, replies, scope, [...said]]), 'hex');
}
