import type { Capability } from '../call.ts';
import type { CatalogueData } from '../catalogue.ts';

/** A model that the desk cannot do without: an assistant or a setting names it. */
export interface NeededModel {
  readonly name: string;
  /** In Dutch, for admins, such as "de assistent loket". */
  readonly by: string;
  readonly capability: Capability;
}

/** Why the desk could not go on with a catalogue, in Dutch: needed models that it has not, or no longer in the way they are needed. */
export function neededFaults(needed: readonly NeededModel[], before: CatalogueData, after: CatalogueData): { readonly name: string; readonly field: string; readonly reason: string }[] {
  return needed.flatMap(({ name, by, capability }) => {
    const model = after.models.find((one) => one.name === name);
    if (model === undefined) return [{ name, field: 'name', reason: `is nodig voor ${by}` }];
    if (!model.capabilities.includes(capability)) return [{ name, field: 'capabilities', reason: `moet ${capability} hebben, want het model is nodig voor ${by}` }];
    const was = before.models.find((one) => one.name === name);
    // Vectors are kept by the model's name: those of another model under the same name would be compared with them.
    const isOther = was !== undefined && (was.model !== model.model || was.queryPrefix !== model.queryPrefix || was.passagePrefix !== model.passagePrefix);
    return capability === 'embeddings' && isOther ? [{ name, field: 'model', reason: `kan niet anders worden zolang ${by} dit model noemt: maak een model met een andere naam` }] : [];
  });
}
