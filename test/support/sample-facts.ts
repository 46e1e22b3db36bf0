import { marker } from '../../src/cli/factsheet/facts/discreet.ts';
import { guardFacts } from '../../src/cli/factsheet/facts/guard-facts.ts';
import { retentionFacts } from '../../src/cli/factsheet/facts/retention-facts.ts';
import { readConfig } from '../../src/config/config.ts';
import { builtIn, configured, measured } from '../../src/factsheet/fact.ts';
import type { Factsheet } from '../../src/factsheet/factsheet.ts';
import { MODELS_PURPOSE } from '../../src/factsheet/model-connections.ts';
import type { Answer } from '../../src/factsheet/statements/questions.ts';

const AT = new Date('2026-11-27T09:00:00Z');
const CONFIG = readConfig({});

/** A factsheet with all that a card can have, and one assistant more of which little is known. */
export function sampleFactsheet(): Factsheet {
  const say = (assistant: string | undefined, question: string, answer: Answer) => ({ assistant, question, number: 1, answer, role: 'teammanager', at: AT, reviewOn: undefined });
  const assistant = (name: string) => ({ name, title: configured(`Digitale ${name}`), audience: configured('resident' as const), isOn: configured(true), model: configured('chat'), collections: configured(['pdc']), prompts: configured([]) });
  return {
    facts: {
      madeAt: AT.toISOString(),
      desk: {
        organisation: configured('gemeente Lindewaarde'), website: configured('https://www.lindewaarde.example'), email: configured('info@lindewaarde.example'), phone: configured('14 0123'), privacyOfficer: configured('fg@lindewaarde.example'),
        url: configured('https://balie.lindewaarde.example'), version: builtIn('0.1.0'), commit: builtIn('a07e7f39'), sourceCode: builtIn('https://code.example/balie'), licence: builtIn('EUPL-1.2'), languages: configured(['en']), database: configured('embedded'), axeViolations: builtIn(0),
      },
      assistants: [
        { ...assistant('loket'), outcomes: measured({ answered: 9 }, 'telling', AT), energyWh: measured(12, 'schatting', AT), quality: measured({ cases: 40, rates: { passRate: 0.9, groundedShare: 0.95 }, version: '0.1.0', model: 'chat' }, 'balie evaluate answers', AT) },
        assistant('nieuw'),
      ],
      models: [
        { name: 'chat', model: configured('ministral-3:3b'), tasks: configured(['answers']), licence: configured('Apache-2.0'), origin: configured('Mistral AI (Frankrijk)'), digest: measured(`sha256:${'ab'.repeat(32)}`, 'de modelserver', AT), quantisation: measured('Q4_K_M', 'de modelserver', AT), parameters: measured('3.8B', 'de modelserver', AT), contextTokens: configured(8_192), hosts: configured(['lokaal']) },
        { name: 'zoek', model: configured('bge-m3'), tasks: configured(['searches']), licence: configured('Eigen voorwaarden'), contextTokens: configured(8_192), hosts: configured(['lokaal']) },
      ],
      collections: [
        { id: 'pdc', title: configured('Producten en diensten'), owner: configured('Publiekszaken'), readers: configured(['resident']), documents: measured(12, 'telling', AT), passages: measured(90, 'telling', AT), expired: measured(0, 'telling', AT), expiring: measured(0, 'telling', AT), sources: configured(['map']) },
        { id: 'intern', title: configured('Interne werkwijzen'), owner: configured('HR'), readers: configured(['employee']), documents: measured(3, 'telling', AT), passages: measured(9, 'telling', AT), expired: measured(0, 'telling', AT), expiring: measured(0, 'telling', AT), sources: configured(['map']) },
      ],
      guards: guardFacts(CONFIG),
      retention: retentionFacts(CONFIG, marker(Buffer.alloc(32))),
      connections: [{ host: '127.0.0.1:11434', purpose: MODELS_PURPOSE, isNear: configured(true) }],
    },
    statements: [
      say(undefined, 'organization', 'gemeente Lindewaarde'), say(undefined, 'oin', '00000001234567890000'), say(undefined, 'owner', 'Teammanager Publiekszaken'), say(undefined, 'incidents', 'De beheerder zet de balie uit.'),
      say('loket', 'name', 'Digitale balie'), say('loket', 'status', 'In gebruik'), say('loket', 'begin_date', '2026-11'), say('loket', 'goal', 'Sneller antwoord.\nOok ’s avonds.'), say('loket', 'human_intervention', '=HYPERLINK("https://kwaad.example")'),
      say('loket', 'publication_category', 'Impactvolle algoritmes'), say('loket', 'category', ['Werk', 'Wonen']), say('loket', 'lawful_basis', 'Taak van algemeen belang'), say('loket', 'lawful_basis_grouping', [{ title: 'Gemeentewet', link: 'https://wetten.overheid.nl/BWBR0005416' }]),
      say('loket', 'impacttoetsen_grouping', [{ title: 'IAMA' }]), say('loket', 'impacttoetsen', 'Drie risico’s, opgelost.'), say('loket', 'provider', 'Intern ontwikkeld'), say('loket', 'website', 'https://www.lindewaarde.example/balie'),
    ],
  };
}
