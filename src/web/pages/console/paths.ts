/** Addresses of the console. */
export const MODELS_PATH = '/beheer/modellen';
export const HOST_PATH = `${MODELS_PATH}/server`;
export const MODEL_PATH = `${MODELS_PATH}/model`;
export const PULL_PATH = `${MODELS_PATH}/ophalen`;
export const PUT_BACK_PATH = `${MODELS_PATH}/terugzetten`;

export const KEYS_PATH = '/beheer/toegang/sleutels';
export const KEY_PATH = `${KEYS_PATH}/sleutel`;
export const ROTATE_PATH = `${KEYS_PATH}/vervangen`;
export const REVOKE_PATH = `${KEYS_PATH}/intrekken`;
export const GROUPS_PATH = '/beheer/toegang/groepen';
export const PEOPLE_PATH = '/beheer/toegang/mensen';
export const INVITE_PATH = `${PEOPLE_PATH}/uitnodigen`;

/** @param fields those that are empty stay out of the address. */
export function withFields(path: string, fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] => (value === undefined || value === '' ? [] : [[name, value]]));
  const query = new URLSearchParams(given).toString();
  return query === '' ? path : `${path}?${query}`;
}

export const hostPath = (id: string) => withFields(HOST_PATH, { id });
export const modelPath = (naam: string) => withFields(MODEL_PATH, { naam });
export const keyPath = (nummer: string) => withFields(KEY_PATH, { nummer });
