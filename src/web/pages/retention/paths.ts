/** How long data is kept. */
export const RETENTION_PATH = '/beheer/bewaren';
/** What must be kept, whatever its age. */
export const HOLDS_PATH = `${RETENTION_PATH}/blokkades`;

export function holdEndPath(id: string): string {
  return `${HOLDS_PATH}/${id}/opheffen`;
}
