/** The records of the assistants in the Algoritmeregister. */
export const REGISTER_PATH = '/beheer/factsheet/register';
export const registerRecordPath = (assistant: string) => `${REGISTER_PATH}/${encodeURIComponent(assistant)}`;
