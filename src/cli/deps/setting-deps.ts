import { randomUUID } from 'node:crypto';
import { BalieError } from '../../errors.ts';
import type { NamedVersion, SettingDeps } from '../../http/setting-deps.ts';
import { nameIn, namesOf } from '../../identity/who.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';
import { trialDeps } from './trial-deps.ts';

/** Versions on a page. */
const AT_ONCE = 20;

interface Parts {
  readonly desk: Pick<Desk, 'auditKey' | 'changing' | 'config' | 'retakeTurn' | 'recordAct' | 'closing'>;
  readonly db: Database;
}

/** What is changed while the desk runs, with the names of who did. */
export function settingDeps({ desk, db }: Parts): SettingDeps {
  const { settings, forms, edited, assistants } = desk.changing;

  async function history(section: string, before: number | undefined, limit: number) {
    const { versions, hasMore } = await settings.history(section, { before, limit });
    const names = await namesOf(db, [...new Set(versions.map(({ author }) => author))]);
    return { versions: versions.map((version): NamedVersion => ({ ...version, by: nameIn(names, version.author) })), hasMore };
  }

  return {
    forms,
    trials: trialDeps({ desk, db }),
    current: (section) => settings.current(section),
    valueAt: (section, number) => settings.valueAt(section, number),
    publish: (section, wish) => settings.publish(section, wish),
    bringBack: (section, number, wish) => settings.bringBack(section, number, wish),
    async latest(sections) {
      const found = await Promise.all(sections.map(async (section) => [section, (await history(section, undefined, 1)).versions[0]] as const));
      return new Map(found.flatMap(([section, version]) => (version === undefined ? [] : [[section, version] as const])));
    },
    history: (section, before) => history(section, before, AT_ONCE),
    assistants: () => [...edited].flatMap(([name, { section }]) => {
      const assistant = assistants.get(name);
      return assistant === undefined ? [] : [{ name, title: assistant.title, audience: assistant.audience, section: section.name }];
    }),
    draft(name, files) {
      const one = edited.get(name);
      if (one === undefined) throw new BalieError('assistant-unknown');
      return one.draft(files);
    },
    tryOut: (assistant, question, signal) => desk.retakeTurn({ assistant, question, conversationId: randomUUID(), before: { history: [], earlierQuestions: [] } }, signal),
  };
}
