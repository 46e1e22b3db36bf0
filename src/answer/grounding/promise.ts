import type { SentenceCheck } from './carried.ts';
import { literalOf, standsIn, wordsIn } from './evidence.ts';

const ASKER = String.raw`(?:u|je|jij|jullie|you|sie|vous)`;
/** What a municipality gives, takes or lets somebody off. */
const GRANTS = String.raw`(?:[a-z]*uitkering|bijstand|[a-z]*toeslag|kwijtschelding|[a-z]*hulp|[a-z]*vergoeding|[a-z]*subsidie|[a-z]*vergunning|[a-z]*geld|korting|vrijstelling|uitstel|ontheffing|urgentie\w*|[a-z]*voorziening|voorschot|terugbetaling|compensatie|[a-z]*woning|[a-z]*kaart|pgb|schadevergoeding|gelijk)`;
const CASE = String.raw`(?:aanvraag|bezwaar|bezwaarschrift|verzoek|klacht|beroep|boete|aanslag|schuld|schulden|melding|vergunning|uitkering|zaak)`;
const GAP = String.raw`(?: \S+){0,6}?`;
const VERDICTS: readonly RegExp[] = [
  new RegExp(` (?:${ASKER} (?:hebt|heeft|heb|krijgt|krijg)|(?:hebt|heeft|heb|krijgt|krijg) ${ASKER})${GAP} (?:recht|aanspraak) `),
  new RegExp(` (?:${ASKER} (?:krijgt|krijg|ontvangt)|(?:krijgt|krijg|ontvangt) ${ASKER})${GAP} ${GRANTS} `),
  new RegExp(` (?:${ASKER} (?:komt|kom|valt)|(?:komt|kom|valt) ${ASKER})${GAP} (?:aanmerking|regeling) `),
  new RegExp(` (?:${ASKER} (?:bent|wordt|voldoet)|(?:bent|wordt|voldoet) ${ASKER})${GAP} (?:vrijgesteld|toegelaten|gerechtigd|voorwaarden|eisen|goedgekeurd|afgewezen) `),
  new RegExp(` (?:uw|je|jouw|het|de) ${CASE}${GAP} (?:goedgekeurd|toegekend|toegewezen|afgewezen|gegrond|ongegrond|verleend|ingewilligd|gehonoreerd|geaccepteerd|akkoord|kwijtgescholden|ingetrokken|vernietigd|gewonnen|geslaagd) `),
  new RegExp(` (?:hoeft|hoef) ${ASKER}${GAP} (?:betalen|terugbetalen) | ${ASKER} (?:hoeft|hoef)${GAP} (?:betalen|terugbetalen) `),
  / (?:wij|we|ik|de gemeente)(?: \S+){0,2}? (?:betalen|betaal|betaalt|vergoeden|vergoedt|garanderen|garandeert|garandeer|beloven|beloof|belooft|regelen|regel|regelt|zorgen|zorg|zorgt|verlenen|verleent|toekennen|kennen|kent|keuren|keurt|schelden|scheldt) /,
  / (?:betalen|vergoeden|garanderen|beloven|regelen|zorgen|verlenen|kennen|keuren|schelden|betaalt|vergoedt|regelt|zorgt|verleent) (?:wij|we|de gemeente) /,
  / (?:gegarandeerd|garantie|beloofd|belofte|guaranteed?|promised?|garantiert) /,
  / (?:you (?:will |are |do |don t |can )?(?:get|receive|entitled|eligible|qualify|have to pay|not have to pay)|your (?:application|request|objection|fine) (?:is|was|has been|will be)) /,
  / (?:sie (?:haben anspruch|erhalten|bekommen|mussen nicht)|ihr (?:antrag|widerspruch) (?:ist|wird)|vous (?:avez droit|recevrez|aurez)|votre demande (?:est|sera)) /,
];
/** A rule says when it holds. */
const CONDITIONS = / (?:als|wanneer|indien|mits|zolang|tenzij|sommige|soms|meestal|misschien|if|when|unless|wenn|falls|si) /;
/** "Bent u alleen, dan …", "Hebt u weinig inkomen? Dan …". */
const FRONTED = /^\W*\p{L}+ (?:u|je|uw|de|het|een|er|zij|wij|geen)\b[^.]*[,?][^.]*\b(?:dan|krijgt|kunt|betaalt|hoeft|komt|hebt)\b/iu;

/** "Met een laag inkomen …", but not with that of who asks. */
const LED = /^ (?:met|bij|voor|zonder) (?!uw|je|jouw|u|jou|mijn)/;

/**
 * The desk does not decide: nothing is promised to who asks, and nothing said of how their case will end. The rule is let through, with
 * the condition that its source has, and the source's own words are.
 */
export const noPromise: SentenceCheck = (sentence, { evidence }) => {
  const text = ` ${wordsIn(sentence).join(' ')} `;
  if (!VERDICTS.some((verdict) => verdict.test(text)) || CONDITIONS.test(text) || FRONTED.test(sentence) || LED.test(text)) return undefined;
  const literal = literalOf(sentence.replaceAll(/\[[^\]]{0,24}\]/g, ''));
  return evidence.some((passage) => standsIn(passage, literal)) ? undefined : 'promise';
};
