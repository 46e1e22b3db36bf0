/** Where the factsheet is: for everybody, and for who fills it in. */
export const FACTSHEET_PATH = '/factsheet';
export const FACTSHEET_ADMIN_PATH = '/beheer/factsheet';
export const PUBLISH_PATH = `${FACTSHEET_ADMIN_PATH}/publiceren`;
export const PLATFORMS_PATH = `${FACTSHEET_ADMIN_PATH}/platforms`;
/** The whole deployment, where an assistant could be named. */
export const WHOLE_DESK = '-';

export function factsheetPath(assistant: string): string {
  return `${FACTSHEET_PATH}/${encodeURIComponent(assistant)}`;
}

export function questionsPath(assistant: string | undefined, group: string): string {
  return `${FACTSHEET_ADMIN_PATH}/vragen/${encodeURIComponent(assistant ?? WHOLE_DESK)}/${group}`;
}
