import type { Config } from '../../config/config.ts';
import { guardForm } from './guard.ts';
import { limitsForm } from './limits.ts';
import { retentionForm } from './retention.ts';
import { textsForm } from './texts.ts';
import { themeForm } from './theme.ts';

/** What of the configuration can be changed while the desk runs, a file for each: another one is named here, and where its value is used. */
export function settingForms(config: Config) {
  return { guard: guardForm(config), limits: limitsForm(config), texts: textsForm(config), theme: themeForm(config), retention: retentionForm(config) };
}

export type Forms = ReturnType<typeof settingForms>;
