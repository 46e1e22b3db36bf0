import { z } from 'zod';
import { fill } from './fill.ts';

const text = z.string().min(1);

/** The fixed texts of an assistant. Those that an older folder does not have yet get these words. */
export const repliesSchema = z.strictObject({
  quoted: text,
  abstained: text,
  missing: text.default('Ik vond niets over {{words}}.'),
  nearest: text.default('Misschien helpt een van deze pagina’s:'),
  outOfScope: text.default('{{who}}\n\n{{contact}}'),
  personalCase: text.default('De digitale balie beslist niet over uw situatie. Hierboven staat de regel. Of u er recht op hebt, beoordeelt een medewerker.\n\n{{official}}\n\n{{contact}}'),
  official: text.default('Aanvragen of controleren doet u hier: {{url}}'),
  runningCase: text.default('De digitale balie kan niet in uw dossier kijken en beslist niet over uw aanvraag. {{contact}}'),
  angry: text.default('Het spijt mij dat het niet goed gaat. Stel uw vraag nog eens in andere woorden, of bespreek het met een medewerker. {{contact}}'),
  human: text.default('Ik ben een computer (AI), geen mens. Ik kan fouten maken. Spreekt u liever een medewerker? {{contact}}'),
  stillReading: text.default('De digitale balie leest de documenten nog. Dit antwoord kan daarom onvolledig zijn. Stel uw vraag later nog een keer.'),
  fileWaiting: text.default('Een bestand in dit gesprek is nog niet gelezen. Dit antwoord kan daarom onvolledig zijn. Stel uw vraag opnieuw als het bestand is gelezen.'),
  blocked: text.default('Deze vraag beantwoord ik niet. Hij lijkt op een poging om deze balie te misleiden:\n\n{{reasons}}\n\nBedoelt u dat niet? Stel uw vraag dan opnieuw, in andere woorden. {{contact}}'),
  refused: text.default('Deze vraag nemen wij niet aan, want er staan persoonsgegevens in: {{what}}. Wij hebben die niet bewaard. Stel uw vraag opnieuw zonder deze gegevens. {{contact}}'),
  notUnderstood: text.default('Ik begrijp uw vraag niet. Stel uw vraag opnieuw, in gewone woorden.\n\nEen medewerker helpt u graag verder. {{contact}}'),
  translated: text.default('Dit is een vertaling door een computer (AI). Alleen de Nederlandse tekst telt.'),
  untranslated: text.default('Wij konden dit antwoord niet vertalen. Dit is de Nederlandse tekst.'),
});

export type Replies = z.infer<typeof repliesSchema>;

/** What a reply holds until the moment that it is given. */
const LATER = ['contact', 'words', 'who', 'reasons', 'what', 'official', 'url'];

/** @throws Error for a name that stands for nothing. */
export function fillReplies(replies: Replies, values: Readonly<Record<string, string>>): Replies {
  return Object.fromEntries(Object.entries(replies).map(([name, reply]) => [name, fillReply(reply, values)])) as Replies;
}

/**
 * @param shown how what is filled in stands in the text.
 * @throws Error for a name that stands for nothing.
 */
export function fillReply(reply: string, values: Readonly<Record<string, string>>, shown: (value: string) => string = (value) => value): string {
  const known = { ...values, ...Object.fromEntries(LATER.map((name) => [name, `{{${name}}}`])) };
  return fill(reply, Object.fromEntries(Object.entries(known).map(([name, value]) => [name, shown(value)])));
}
