import { endWith, type Step } from '../context.ts';
import { isGrammar } from '../follow-up/asking-words.ts';
import { Lexicon } from '../phrases/lexicon.ts';
import { Phrases } from '../phrases/phrases.ts';
import { plainOf, STOP, tokensOf } from '../phrases/tokens.ts';
import { reply } from '../replies.ts';

/** Words of abuse, as `Phrases` has words: never said back, and no subject of any document. Words that are a subject too (illnesses, trees) are not here. */
const ABUSE = words(`stelletje klootzak klootzakken kloot* klote* kut kutgemeente kutzooi kutsite kutding lul lullen droplul gelul eikelgemeente sukkel sukkels prutser prutsers prutswerk
  idioot idioten idiote debiel debielen debiele mongool imbeciel imbecielen achterlijk achterlijke randdebiel kankerlijer* kankergemeente kankerzooi tering teringlijer* tyfuslijer* pleurislijer*
  hoer hoeren hoerenzoon slet sletten klojo klojos zakkenvuller zakkenvullers lapzwans lapzwansen mafkees mafkezen hufter hufters tokkies tuig gespuis ambtenarentuig luilak luilakken
  godver* verdomme verdomd verdomde verrek* shit schijt schijtgemeente zeikerd zeikerds flikker rotzak rotzakken rotgemeente flutgemeente flutsite prutsgemeente pannenkoeken oelewapper* minkukel*
  fuck* wtf bullshit asshole* bitch bastard* idiots moron* dickhead* crap retard* scum* arschloch scheisse wichser merde connard* putain kurwa`);
/** What anger is said in, that is no abuse. */
const ANGRY = words(`boos kwaad woedend pissig ziedend razend zat beu waardeloos waardeloze belachelijk belachelijke schandalig schandalige schande slecht slechte stom stomme stomkop dom domme dommerd onzin nutteloos
  nutteloze irritant frustrerend gefrustreerd hopeloos hopeloze puinhoop zooi zooitje flut bah grr pfff useless stupid terrible ridiculous angry`);
/** What it is said of. */
const ABOUT = words(`gemeente balie ambtenaar ambtenaren medewerker medewerkers site website computer bot robot chatbot ding systeem service antwoord antwoorden werkt snapt begrijpt helpt luistert nooit altijd niks mensen
  volk stel bende echt heel erg ontzettend totaal allemaal zeg hoor man joh nou rot donder op you are this is the and so all i am of what a`);
/** More words tell a story, which may hold a question. */
const MAX_WORDS = 20;

/** Answers who is angry, and asks nothing, with regret and the way to complain: searching for abuse helps nobody. */
export const anger: Step = (context, ports) => {
  if (!isAnger(context.question)) return;
  const { replies } = context.assistant;
  endWith(context, 'answered', reply(replies.angry ?? replies.abstained, ports));
  context.details = { ...context.details, scope: { rule: 'anger' } };
};

/** Whether a text is that, and nothing else. */
export function isAnger(text: string): boolean {
  const tokens = tokensOf(text);
  const said = tokens.filter((token) => token !== STOP);
  if (said.length === 0 || said.length > MAX_WORDS || !said.some((token) => isOf(ABUSE, token) || isOf(ANGRY, token))) return false;
  return said.every((token) => [ABUSE, ANGRY, ABOUT].some((list) => isOf(list, token)) || isGrammar(token));
}

/** Whether a text holds a word of abuse. */
export function isAbusive(text: string): boolean {
  return ABUSE.isIn(tokensOf(text));
}

function isOf(list: Phrases, token: string): boolean {
  return list.isIn([token]);
}

/** As they are written: a typing error is no abuse. */
function words(list: string): Phrases {
  return new Phrases(list.split(/\s+/).map(plainOf), new Lexicon(() => true));
}
