/** Purposes of connections by which questions or passages go to a model. */
export const MODELS_PURPOSE = 'taalmodellen';
export const RERANKER_PURPOSE = 'volgorde van gevonden documenten';

const OF_MODELS: ReadonlySet<string> = new Set([MODELS_PURPOSE, RERANKER_PURPOSE]);

/** By the whole purpose: a collection about models is none. */
export function isOfModels({ purpose }: { readonly purpose: string }): boolean {
  return OF_MODELS.has(purpose);
}
