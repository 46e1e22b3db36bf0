import { endWith, type Step, type TurnContext } from '../context.ts';
import type { Passage, TurnEnd } from '../ports.ts';
import { reply } from '../replies.ts';
import { addressesIn } from '../safety/links.ts';
import { Phrases } from '../phrases/phrases.ts';
import { tokensOf } from '../phrases/tokens.ts';

/** What a document says of where it is asked for, applied or checked. */
const OFFICIAL = /digid|eherkenning|aanvra|vraag .{0,40}aan|formulier|meld|check|doorgeven|indienen/i;

/** With these a rule was given. */
const GIVEN: ReadonlySet<TurnEnd['outcome'] | undefined> = new Set(['answered', 'quoted'] as const);

/** Ends the turn where somebody asks how a case of theirs stands: no document knows, so no model is asked. */
export const runningCase: Step = (context, ports) => {
  if (caseOf(context) !== 'running') return;
  endWith(context, 'handed-over', reply(context.assistant.replies.runningCase ?? context.assistant.replies.abstained, ports));
  context.details = { ...context.details, personalCase: true };
};

/**
 * Where somebody asks what they themselves would get or owe, the rule is given as to any other question, and below it that the desk does
 * not decide: where that is asked for, according to the documents that the answer was taken from, and a person. Without a rule there is
 * nothing to add: an abstention names the pages and the person itself.
 */
export const personalCase: Step = (context, ports) => {
  if (caseOf(context) === undefined || !GIVEN.has(context.outcome)) return;
  context.details = { ...context.details, personalCase: true };
  const { personalCase: fixed, official = '' } = context.assistant.replies;
  if (fixed === undefined) return;
  const places = officialPlaces(context);
  // Above quotations stands how to reach a person.
  const text = context.outcome === 'quoted' ? fixed.split('\n\n').filter((paragraph) => !paragraph.includes('{{contact}}')).join('\n\n') : fixed;
  const below = reply(text, ports, { official: places === '' ? '' : official.replace('{{url}}', () => places) });
  context.below = [context.below, below].filter((part) => part !== undefined).join('\n\n');
};

/** As it was asked, or as it is in Dutch. */
function caseOf({ question, asked = question }: TurnContext): PersonalCase | undefined {
  return personalCaseOf(asked) ?? personalCaseOf(question);
}

/** The address for each document that the answer cites; with its title where there are more. */
function officialPlaces({ passages, cited }: TurnContext): string {
  const documents = new Set(cited.flatMap((index) => passages[index]?.documentId ?? []));
  const places = [...documents].flatMap((id) => {
    const own = passages.filter(({ documentId }) => documentId === id);
    const url = officialPlace(own);
    return url === undefined ? [] : [{ title: own[0]?.title ?? '', url }];
  });
  const [only] = places;
  if (places.length === 1 && only !== undefined) return only.url;
  return places.map(({ title, url }) => `\n- ${title}: ${url}`).join('');
}

/** The address of the form or the check that a document names; otherwise its own. */
function officialPlace(own: readonly Passage[]): string | undefined {
  const lines = own.flatMap(({ text, headings }) => text.split('\n').map((line) => `${headings.at(-1) ?? ''}: ${line}`)).filter((line) => OFFICIAL.test(line));
  const named = lines.flatMap((line) => [...addressesIn(line)]).map(({ address }) => address).find((address) => !address.includes('@'));
  return named ?? own[0]?.url ?? undefined;
}

/** What is asked of the asker's own case: what they would get or owe, or how a case of theirs that runs stands or will end. */
type PersonalCase = 'entitlement' | 'running';

const GRANT = 'bijstand/bijstandsuitkering/uitkering/*toeslag/kwijtschelding/*vergoeding/vergoed/*subsidie/uitstel/ontheffing/urgentie/*voorziening/voorschot/hulp/*vergunning/*parkeerkaart/*kaart/woning/*vervoer/leerlingenvervoer/pgb/korting/geld/steun/vrijstelling/briefadres/*budget/*hulp/*regeling/*bijdrage/*bijstand';
const OWN = 'mijn/mn/m’n/onze';
const CASE = 'aanvraag/aanvragen/bezwaar/bezwaarschrift/verzoek/klacht/beroep/melding/*vergunning/uitkering/bijstand/paspoort/rijbewijs/identiteitskaart/*kaart/dossier/zaak/toeslag/kwijtschelding/vergoeding/subsidie/aangifte/*uitkering';
/** What is done to something of one's own, where a permit may be needed. */
const CHANGED = 'kappen/omzagen/omhakken/rooien/bouwen/*bouwen/verbouwen/uitbouwen/slopen/plaatsen/verhuren/splitsen/houden/afbreken/schilderen/begraven';
const DECIDED = 'goedgekeurd/afgewezen/toegekend/toegewezen/verleend/gegrond/ongegrond/behandeld/ontvangen/binnen/binnengekomen/klaar/verwerkt/akkoord/gehonoreerd/ingewilligd/afgehandeld/beoordeeld/besloten/aangekomen';

const ENTITLED = new Phrases([
  `krijg/ontvang ik .. ${GRANT}`, `krijgen/ontvangen we/wij .. ${GRANT}`,
  `krijgt/krijgen/ontvangt/ontvangen mijn/onze/ons .. ${GRANT}`,
  `kan/kunnen/mag ik/we/wij .. ${GRANT} .. krijgen`,
  'heb/heeft/hebben ik/we/wij/mijn/onze/ons .. recht/aanspraak',
  'recht ik/heb ik .. op',
  'kom/komt/komen ik/we/wij/mijn/onze/ons .. aanmerking',
  `mag/mogen ik/we/wij .. mijn/onze/ons .. ${CHANGED}`,
  'keur/keurt/keuren .. mijn/onze/ons .. goed', 'wijs/wijst/wijzen .. mijn/onze/ons .. toe/af',
  'hoeveel .. krijg/ontvang/krijgen ik/we/wij',
  `wat krijg ik .. ${GRANT}/maand`,
  'hoeveel .. moet/hoef ik .. betalen',
  'hoef/moet ik .. boete/aanslag/belasting/bijdrage/terug .. betalen/terugbetalen',
  `met mijn/ons/een inkomen/salaris/uitkering/vermogen/spaargeld/schuld/schulden .. ${GRANT}/recht/aanvragen`,
  `mag/kan ik .. mijn inkomen/salaris/vermogen/spaargeld`,
  `verdien .. ik .. ${GRANT}/recht/krijg`,
  'maak ik .. kans',
  'voldoe ik .. voorwaarden/eisen',
  'geldt dat/dit .. voor mij',
  `hoe hoog is/wordt ${OWN} .. aanslag/boete/toeslag/uitkering/bijstand/kwijtschelding`,
  'word/worden ik/we/wij .. uitgeschreven/ingeschreven/uitgezet',
  'ben ik .. te rijk/verplicht',
  'am i .. entitled/eligible', 'do i .. qualify/get', 'will i get', 'can i get .. benefits/benefit/allowance/support', 'how much .. will/do i .. get/receive',
  'habe ich .. anspruch', 'bekomme ich .. sozialhilfe/geld/hilfe/wohngeld', 'steht mir .. zu', 'czy mam prawo', 'czy dostane', 'hakkim var', 'alabilir miyim', 'ai je droit',
]);
const RUNNING = new Phrases([
  `is/zijn/wordt/worden/was ${OWN} ${CASE} .. ${DECIDED}`,
  `is/zijn/wordt/worden ${OWN} .. ${CASE} .. al/er .. ${DECIDED}`,
  `${OWN} ${CASE} is/zijn/was/werd/wordt .. ${DECIDED}`, `hoe lang duurt/duren ${OWN} .. ${CASE} .. nog`,
  `ligt/liggen ${OWN} .. klaar`,
  `hoe staat het .. ${OWN} .. ${CASE}`, `hoe ver .. ${OWN} .. ${CASE}`, `status .. ${OWN} .. ${CASE}`, `stand van zaken .. ${OWN}`, `waar blijft/blijven ${OWN} .. ${CASE}/geld/brief/besluit`,
  `hebben/heeft/hebt jullie/u/de/gemeente .. ${OWN} .. ${CASE} .. ${DECIDED}`,
  `wat is er .. besloten .. ${OWN}`, `waarom is ${OWN} .. ${CASE} .. ${DECIDED}`,
  `has/was/is my .. application/request/objection/claim .. approved/granted/received/accepted/rejected`, 'status of my .. application/request/objection/claim/case', 'ist mein antrag .. genehmigt/angenommen/bewilligt',
]);

/** Whether a question asks for what only somebody who knows the case can say. Of both, the case that runs goes first. */
export function personalCaseOf(question: string): PersonalCase | undefined {
  const tokens = tokensOf(question);
  if (RUNNING.isIn(tokens)) return 'running';
  return ENTITLED.isIn(tokens) ? 'entitlement' : undefined;
}
