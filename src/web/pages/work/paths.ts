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
export const deletePath = (id: string) => `${talkPath(id)}/wissen`;

/** The page with an earlier part of a conversation. @param until number of its last turn. */
export const earlierPath = (id: string, until: number) => `${talkPath(id)}?tot=${until}`;
