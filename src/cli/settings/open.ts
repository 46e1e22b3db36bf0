import type { RecordAct } from '../../audit/management-log.ts';
import type { Config } from '../../config/config.ts';
import { type AssistantFiles, type AssistantFolder, assistantFiles, assistantIn, readAssistants } from '../../models/prompts/assistants.ts';
import type { SettingForm } from '../../settings/form.ts';
import type { Section } from '../../settings/section.ts';
import { Settings } from '../../settings/settings.ts';
import type { Database } from '../../store/database.ts';
import { fillingOf } from '../desk/assistants.ts';
import { assistantSection, type AssistantTexts, readDraft } from './assistants.ts';
import { settingForms } from './forms.ts';
import { liveConfig } from './live-config.ts';

/** What of an assistant is edited. */
export interface EditedAssistant {
  readonly section: Section<AssistantTexts>;
  /** The assistant that texts would make, or what is wrong with them. */
  draft(files: AssistantFiles): ReturnType<typeof readDraft>;
}

/** What is changed while the desk runs. */
export interface OpenSettings {
  readonly settings: Settings;
  /** The configuration with what was published in it. */
  readonly config: Config;
  /** As they are now: what is published takes the place of what was in the same map. */
  readonly assistants: ReadonlyMap<string, AssistantFolder>;
  readonly forms: readonly SettingForm[];
  /** By the names of the assistants. */
  readonly edited: ReadonlyMap<string, EditedAssistant>;
}

interface Parts {
  readonly config: Config;
  readonly db: Database;
  readonly record: RecordAct;
}

/** @throws BalieError `config-invalid` for what the configuration and the folder with prompts say; `database-unavailable`. */
export async function openSettings({ config, db, record }: Parts): Promise<OpenSettings> {
  const fillingAt = await fillingOf(config);
  const assistants = await readAssistants({ folder: config.promptsDir, ...fillingAt() });
  const files = await assistantFiles(config.promptsDir);
  const forms = settingForms(config);
  const edited = new Map<string, EditedAssistant>();
  for (const name of assistants.keys()) {
    const known = { files: files.get(name) ?? {}, filling: () => fillingAt(live) };
    edited.set(name, { section: assistantSection(name, known), draft: (given) => readDraft(name, given, known) });
  }
  const sections = [...Object.values(forms), ...edited.values()].map(({ section }): Section => section);
  const settings = new Settings(db, { sections, record });
  const live = liveConfig(config, settings, forms);
  settings.onChange(() => {
    // All of them: they may name a telephone number that changed.
    for (const [name, { section }] of edited) {
      const read = assistantIn(name, settings.value(section).files, fillingAt(live));
      if ('assistant' in read) assistants.set(name, read.assistant);
    }
  });
  await settings.refresh();
  return { settings, config: live, assistants, forms: Object.values(forms), edited };
}
