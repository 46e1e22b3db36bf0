import type { Config } from '../../config/config.ts';
import type { SiteDeps } from '../../http/routes/site/deps.ts';
import { READABLE } from '../../knowledge/readers.ts';
import { dutchDay } from '../../dutch-time.ts';
import { holdings } from '../../knowledge/documents/holdings.ts';
import type { CatalogueData } from '../../models/catalogue.ts';
import type { Database } from '../../store/database.ts';
import { derived, living } from '../../settings/living.ts';
import { type Asset, widgetScript } from '../../web/assets.ts';
import { type Look, lookOf } from '../../web/look.ts';
import type { ModelView } from '../../web/pages/about/views.ts';
import type { Desk } from '../desk/desk.ts';
import { knownModel } from '../hosts/known-models.ts';
import { modelsInUse } from '../hosts/models-in-use.ts';
import { isNear } from '../hosts/near.ts';
import { remembered } from '../remembered.ts';
import { VERSION } from '../version.ts';

type SiteConfig = Pick<Config, 'municipality' | 'theme' | 'links' | 'security' | 'languages' | 'rewriteModel' | 'embedModel' | 'rerank'>;

interface Parts {
  readonly config: SiteConfig;
  readonly desk: Pick<Desk, 'assistants' | 'catalogue'>;
  readonly db: Database;
  /** Name of the assistant that residents ask. */
  readonly assistant: string;
}

/** What the desk says of itself, from the configuration, the catalogue of models and the database. */
export function siteDeps({ config, desk, db, assistant }: Parts): SiteDeps {
  const { security, languages } = config;
  const names = new Intl.DisplayNames('nl', { type: 'language' });
  return {
    look: changingLook(config),
    about: () => ({
      models: modelsOfQuestion(config, { desk, assistant }),
      languages: languages.filter((code) => code !== 'nl').map((code) => names.of(code) ?? code),
      version: VERSION,
    }),
    holdings: remembered(async () => {
      const found = await holdings(db, READABLE.resident, dutchDay(new Date()));
      return found.map(({ newest, ...holding }) => ({ ...holding, ...(newest !== null && { newest: dutchDay(newest) }) }));
    }),
    // Its own page, where the municipality names none.
    links: living(() => ({ ...config.links, factsheet: config.links.factsheet ?? '/factsheet' })),
    security: living(() => ({ ...security, contact: security.contact ?? config.municipality.email })),
  };
}

/** So many files of earlier themes are still given to pages that were opened then. */
const KEPT_FILES = 20;

/** How the municipality looks now. */
function changingLook(config: Pick<Config, 'theme'>): Look {
  const assets = new Map<string, Asset>();
  const look = derived(() => config.theme, (theme) => {
    const made = lookOf(theme);
    for (const path of made.assets.keys()) assets.delete(path);
    for (const [path, asset] of made.assets) assets.set(path, asset);
    for (const path of [...assets.keys()].slice(0, -KEPT_FILES)) assets.delete(path);
    return made;
  });
  const script = derived(look, (made) => made.widget(widgetScript()));
  return {
    view: living(() => look().view),
    get assets() {
      // With those of the look of now, also before any page of it was made.
      look();
      return assets;
    },
    widget: () => script(),
  };
}

/** What a question of a resident goes through: no other model of the catalogue. */
function modelsOfQuestion(config: SiteConfig, { desk, assistant }: Pick<Parts, 'desk' | 'assistant'>): ModelView[] {
  const answering = desk.assistants.get(assistant);
  const { data } = desk.catalogue.catalogue;
  return modelsInUse(config, new Map(answering && [[assistant, answering]])).map(({ task, name }) =>
    task === 'orders' ? { name, task, ...sizeOf(name), places: 1, software: ['een server voor volgorde'], isNear: isNear(config.rerank?.url ?? '') } : modelView(task, name, data),
  );
}

const SOFTWARE = { ollama: 'Ollama', openai: 'een server voor taalmodellen' } as const;

function modelView(task: ModelView['task'], name: string, { models, backends }: CatalogueData): ModelView {
  const listed = models.find((model) => model.name === name);
  const places = backends.filter(({ pool }) => pool === listed?.pool);
  const model = listed?.model ?? name;
  // What the configuration says goes before what Balie knows.
  const { licence, origin } = { ...knownModel(model), ...listed };
  return {
    name: model,
    task,
    ...sizeOf(model),
    ...(licence !== undefined && { licence }),
    ...(origin !== undefined && { origin }),
    places: places.length,
    software: [...new Set(places.map(({ kind }) => SOFTWARE[kind]))],
    isNear: places.every(({ url }) => isNear(url)),
  };
}

/** Names of models say it mostly: `ministral-3:3b`, `Qwen2.5-1.5B-Instruct`. */
function sizeOf(name: string): Pick<ModelView, 'billions'> {
  const [, billions] = /(?:^|[:_-])(\d+(?:\.\d+)?)b(?:$|[:_-])/i.exec(name) ?? [];
  return billions === undefined ? {} : { billions: billions.replace('.', ',') };
}
