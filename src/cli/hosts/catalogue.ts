import type { Config } from '../../config/config.ts';
import type { Facts } from '../../audit/chain.ts';
import type { createManagementLog } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import { type CatalogueData, catalogueFaults, ModelCatalogue } from '../../models/catalogue.ts';
import { applyChanges, isAsDeclared, type ModelChange, usablePart } from '../../models/changes/apply.ts';
import { type NeededModel, neededFaults } from '../../models/changes/needed.ts';
import { changesVersion, readChanges, storeChange, type StoredChanges } from '../../models/changes/store.ts';
import { withChatModels } from '../../models/default-catalogue.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import type { Database } from '../../store/database.ts';
import { modelsInUse } from './models-in-use.ts';

/** What is wrong with a change: nothing of it was done. */
export class RefusedChange extends Error {
  override readonly name = 'RefusedChange';
  readonly faults: readonly { readonly kind: 'backends' | 'models'; readonly name: string; readonly field: string; readonly reason: string }[];

  constructor(faults: RefusedChange['faults']) {
    super('change refused');
    this.faults = faults;
  }
}

export interface OpenCatalogue {
  /** What may run now. */
  readonly catalogue: ModelCatalogue;
  /** What the configuration says. */
  readonly base: CatalogueData;
  /** Parts that do not fit together since the file was changed and are out of use, a Dutch line each. */
  readonly leftOut: () => readonly string[];
  /** Takes in what other processes changed; when nothing was, this is one query. @throws BalieError `database-unavailable`. */
  refresh(): Promise<void>;
  /**
   * @param by id of the admin's key.
   * @param record puts it into the audit log, in the same transaction.
   * @throws RefusedChange; BalieError `database-unavailable`.
   */
  change(change: ModelChange, by: string, record: RecordAct): Promise<void>;
}

type RecordAct = ReturnType<typeof createManagementLog>;

interface Opening {
  readonly config: Config;
  readonly assistants: ReadonlyMap<string, Pick<AssistantFolder, 'model'>>;
  readonly db: Database;
}

/**
 * The catalogue of the configuration, with what admins changed over it.
 * @throws BalieError `config-invalid` when an assistant names a model that may not run.
 */
export async function openCatalogue({ config, assistants, db }: Opening): Promise<OpenCatalogue> {
  const needed = neededBy(config, assistants);
  const base = declaredCatalogue({ config, assistants });
  let stored: StoredChanges = { version: -1, changes: [] };
  let leftOut: readonly string[] = [];
  const catalogue = new ModelCatalogue(base);
  const take = (next: StoredChanges) => {
    // Another change may have come in between.
    if (next.version <= stored.version) return;
    stored = next;
    const changed = applyChanges(base, next.changes);
    const usable = usablePart(changed);
    leftOut = usable.leftOut.map(({ kind, index, field, reason }) => `${kind}: ${nameOf(changed, kind, index)}: ${field}: ${reason}`);
    catalogue.replace(usable.data);
  };
  take(await readChanges(db));
  return {
    catalogue,
    base,
    leftOut: () => leftOut,
    async refresh() {
      if ((await changesVersion(db)) !== stored.version) take(await readChanges(db));
    },
    async change(change, by, record) {
      const isBack = isAsDeclared(base, change, applyChanges(base, [change]));
      const check = (changes: readonly ModelChange[]) => refuseFaults(needed, { before: catalogue.data, after: applyChanges(base, changes) });
      take(await storeChange(db, { change, by, isBack, check, record: (tx) => record(tx, actOf(change, by)) }));
    },
  };
}

/** What the configuration says. @throws BalieError `config-invalid` when an assistant names a model that may not run. */
export function declaredCatalogue({ config, assistants }: Omit<Opening, 'db'>): CatalogueData {
  const base = config.listsModels ? config.catalogue : withChatModels(config.catalogue, [...assistants.values()].map(({ model }) => model));
  const missing = neededFaults(neededBy(config, assistants), base, base);
  if (missing.length > 0) throw new BalieError('config-invalid', { detail: missing.map(({ name, field, reason }) => `models: ${name}: ${field}: ${reason}`).join('\n') });
  return base;
}

/** As it stands in the audit log: what the part is to be from now on, all of it. */
function actOf({ kind, name, definition }: ModelChange, byKey: string): Parameters<RecordAct>[1] {
  if (definition === null) return { kind: `${kind}.removed`, facts: { name, byKey } };
  // It came as JSON.
  return { kind: `${kind}.changed`, facts: { name, byKey, to: definition as Facts } };
}

/** @throws RefusedChange. */
function refuseFaults(needed: readonly NeededModel[], { before, after }: { readonly before: CatalogueData; readonly after: CatalogueData }): void {
  const together = catalogueFaults(after).map(({ kind, index, field, reason }) => ({ kind, name: nameOf(after, kind, index), field, reason }));
  const faults = [...together, ...neededFaults(needed, before, after).map((fault) => ({ kind: 'models' as const, ...fault }))];
  if (faults.length > 0) throw new RefusedChange(faults);
}

function nameOf({ backends, models }: CatalogueData, kind: 'backends' | 'models', index: number): string {
  return (kind === 'backends' ? backends[index]?.id : models[index]?.name) ?? '';
}

/** What orders is no model of the catalogue. */
const CAPABILITY = { answers: 'chat', rewrites: 'chat', searches: 'embeddings', orders: undefined } as const;

function neededBy(config: Config, assistants: Opening['assistants']): NeededModel[] {
  return modelsInUse(config, assistants).flatMap(({ task, name, by }) => {
    const capability = CAPABILITY[task];
    return capability === undefined ? [] : [{ name, by, capability }];
  });
}
