import type { Config } from '../../config/config.ts';
import { createArticle50Watch } from '../../factsheet/ai-act/check/kept.ts';
import { knownAnswers } from '../../factsheet/ai-act/known.ts';
import { createAiActPaths } from '../../factsheet/ai-act/paths.ts';
import type { AiActDeps } from '../../http/ai-act-deps.ts';
import { REHEARSAL_TOKEN } from '../../http/inside/rehearsal.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import type { Desk } from '../desk/desk.ts';
import { VERSION } from '../version.ts';

interface Parts {
  /** With what is published in it. */
  readonly config: Pick<Config, 'municipality' | 'widget'>;
  readonly desk: Pick<Desk, 'assistants' | 'catalogue' | 'pages' | 'recordAct'>;
  readonly db: Database;
  /** With what is off since something is missing. */
  readonly switches: Pick<Switches, 'offFor'>;
  /** Of the desk's own page. */
  readonly publicAssistant: string;
}

const names = new Intl.DisplayNames('nl', { type: 'language' });

export function aiActDeps({ config, desk, db, switches, publicAssistant }: Parts): AiActDeps {
  const now = () => new Date();
  const looked = () => {
    const { phone, email } = config.municipality;
    const assistants = [...desk.assistants.values()];
    const residents = assistants.filter(({ audience }) => audience === 'resident').map(({ name }) => name);
    return {
      assistants: [...residents.filter((name) => name === publicAssistant), ...residents.filter((name) => name !== publicAssistant)],
      hasEmployees: assistants.some(({ audience }) => audience === 'employee'),
      languages: desk.pages.languages.filter(({ code }) => code !== 'nl').map(({ code }) => ({ code, name: names.of(code) ?? code })),
      widgetOrigin: config.widget.origins[0],
      ways: [phone, email],
      token: REHEARSAL_TOKEN,
    };
  };
  return {
    paths: createAiActPaths({ db, record: desk.recordAct, now }),
    article50: createArticle50Watch({ db, looked, version: VERSION, now }),
    known(name) {
      const assistant = desk.assistants.get(name);
      if (assistant === undefined) return new Map();
      const { model } = assistant;
      const licence = desk.catalogue.catalogue.data.models.find((one) => one.name === model)?.licence;
      return knownAnswers({ isOn: switches.offFor(name) === undefined, model, licence });
    },
  };
}
