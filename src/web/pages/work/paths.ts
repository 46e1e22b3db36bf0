/** Addresses of the pages with tasks and prompts. */

export const TASKS_PATH = '/werk/taken';
export const PROPOSE_PATH = `${TASKS_PATH}/nieuw`;
export const PROPOSALS_PATH = `${TASKS_PATH}/voorstellen`;
export const PROMPTS_PATH = '/werk/prompts';

/** @param run conversation of a run that is shown, with what was filled in. */
export function taskPath(name: string, run?: string): string {
  return `${TASKS_PATH}/${encodeURIComponent(name)}${run === undefined ? '' : `?uit=${run}`}`;
}

export function proposalPath(id: string): string {
  return `${PROPOSALS_PATH}/${id}`;
}

export function promptPath(id: string): string {
  return `${PROMPTS_PATH}/${id}`;
}

/** The page where a question is put, with this prompt in the field. */
export function usePromptPath(id: string): string {
  return `/werk?prompt=${id}`;
}
