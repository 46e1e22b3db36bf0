/** The stop button of the desk. */
export const SWITCH_PATH = '/beheer/aan-uit';

/** What one assistant still needs to go on. */
export function livePath(assistant: string): string {
  return `${SWITCH_PATH}/${encodeURIComponent(assistant)}`;
}
