/** Where the pages of the workplace are. */
export const WORK_PATH = '/werk';
export const LIST_PATH = '/werk/gesprekken';
export const DOCUMENTS_PATH = '/werk/documenten';
export const REPORTS_PATH = '/werk/meldingen';
export const ACCOUNT_PATH = '/werk/account';
export const USE_PATH = '/werk/verbruik';
export const EXPLAIN_PATH = '/werk/uitleg';

export function talkPath(id: string): string {
  return `${LIST_PATH}/${id}`;
}
export const namePath = (id: string) => `${talkPath(id)}/naam`;
export const pinPath = (id: string) => `${talkPath(id)}/vast`;
export const choosePath = (id: string) => `${talkPath(id)}/keuze`;
/** Where it is said whether an answer in it helps. @param until as the page has it that it is said on: that one comes back. */
export const reactionPath = (id: string, until?: number) => `${talkPath(id)}/reactie${until === undefined ? '' : `?tot=${until}`}`;
export const deletePath = (id: string) => `${talkPath(id)}/wissen`;
export const sharePath = (id: string) => `${talkPath(id)}/delen`;
export const stopSharingPath = (id: string, share: string) => `${sharePath(id)}/${share}/stoppen`;
export const SHARED_PATH = '/werk/gedeeld';
export const sharedTalkPath = (id: string, until?: number) => `${SHARED_PATH}/${id}${until === undefined ? '' : `?tot=${until}`}`;

/** The page with an earlier part of a conversation. @param until number of its last turn. */
export const earlierPath = (id: string, until: number) => `${talkPath(id)}?tot=${until}`;

/** A list, after something of it was erased. @param number of the proof of that, in the audit log. */
export const erasedPath = (list: string, number: number | undefined) => `${list}?melding=gewist${number === undefined ? '' : `&bewijs=${number}`}`;
export const RECEIPTS_PATH = '/werk/wisbewijs';

export const TASKS_PATH = '/werk/taken';
export const PROPOSE_PATH = `${TASKS_PATH}/nieuw`;
export const PROPOSALS_PATH = `${TASKS_PATH}/voorstellen`;
export const PROMPTS_PATH = '/werk/prompts';

/** @param run conversation of a run that is shown, with what was filled in. */
/** Where a run of a task of one's own is erased. */
export const eraseRunPath = (name: string) => `${TASKS_PATH}/${encodeURIComponent(name)}/wissen`;

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
