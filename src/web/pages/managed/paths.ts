/** What is changed of the desk while it runs. */
export const SETTINGS_PATH = '/beheer/instellingen';
export const ASSISTANTS_PATH = '/beheer/assistenten';

export function settingPath(path: string): string {
  return `${SETTINGS_PATH}/${path}`;
}

export function assistantPath(name: string): string {
  return `${ASSISTANTS_PATH}/${encodeURIComponent(name)}`;
}

/** How a draft of it does beside the version in use. */
export function trialPath(name: string): string {
  return `${assistantPath(name)}/meting`;
}

export function assistantFilePath(name: string, file: string): string {
  return `${assistantPath(name)}/${encodeURIComponent(file)}`;
}
