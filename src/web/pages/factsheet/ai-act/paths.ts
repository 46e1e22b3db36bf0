import { FACTSHEET_ADMIN_PATH } from '../paths.ts';

export const AI_ACT_PATH = `${FACTSHEET_ADMIN_PATH}/ai-verordening`;

export const aiActPath = (assistant: string) => `${AI_ACT_PATH}/${encodeURIComponent(assistant)}`;
export const walkPath = (assistant: string) => `${aiActPath(assistant)}/vragen`;
