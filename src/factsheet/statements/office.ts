/** Whether something names an office of an organisation rather than a person, as far as can be told from its words. */

/** What addresses, offices and departments are called by, also within a longer word. */
const OFFICE = /(?:manager|beheer|functionaris|adviseur|co(?:ö|o)rdinator|jurist|directeur|directie|leider|afdeling|redact|officer|secretar|burgemeester|wethouder|medewerker|eigenaar|architect|college|griffie|specialist|consulent|ambtenaar|cluster|dienst|bureau|balie|contact|algorit|privacy|gemeente|klant|publiek|communicatie|register|webmaster|loket|klacht|digitaal|informatie|security|gegevens|vragen|organisatie|bestuur|controller|opdrachtgever|toezicht|inkoop|verantwoordelijke|helpdesk|datateam)/i;
/** The same, as words of their own: within another they may be of a name (Victor, Postma). */
const OFFICE_WORD = /^(?:ai|fg|it|po|dpo|vng|hr|kwaliteit|hoofd|team|ciso|raad|info|help|data|post|avg|woo|kcc|ict)$/i;
/** What people are called too, where it is not the first word. */
const SURNAME = /^(?:post|raad|hoofd|burgemeester|wethouder|leider)$/i;
const BETWEEN = new Set(['van', 'de', 'der', 'den', 'ter', 'ten', 'het', 'el', 'al', 'la', 'le', 'du', 'bin', 'ben', 'von', "'t", 'in', 'op']);
const TITLE = /^(?:dhr|mevr?|mw|hr|drs|ir|ing|mr|dr|prof)\.?\s|^(?:de heer|mevrouw)\s/i;
const INITIALS = /(?:^|\s)(?:[A-Z]\.\s?)+\s?(?:[a-z']+\s)*[A-Z]/;
/** Where people have addresses of their own. */
const PRIVATE_MAIL = /@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|ziggo|kpnmail|planet|xs4all|home|proton|protonmail)\.[a-z.]+$/i;

const MAIL = /^[^\s@<>"]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)+$/i;

function namesOffice(text: string): boolean {
  const words = text.split(/[.\-_\s,;/()]+/).filter((word) => word !== '');
  return words.some((word, at) => (OFFICE.test(word) || OFFICE_WORD.test(word)) && !(at > 0 && SURNAME.test(word)));
}

/** @returns what is wrong with a function as it was written; undefined where it may be one. */
export function roleFault(text: string): string | undefined {
  if (text.includes('@')) return 'mag geen e-mailadres zijn: noem een functie of afdeling, zoals teammanager Publiekszaken';
  const words = text.split(/\s+/).filter((word) => word !== '');
  const ownNames = words.filter((word) => !BETWEEN.has(word.toLowerCase()));
  const looksLikeName = ownNames.length >= 2 && ownNames.length <= 4 && ownNames.every((word) => /^\p{Lu}[\p{Ll}'’-]*\.?$/u.test(word));
  if (TITLE.test(text) || INITIALS.test(text) || (looksLikeName && !namesOffice(text))) return 'lijkt op de naam van een persoon: noem een functie of afdeling, zoals teammanager Publiekszaken';
  return undefined;
}

/** @returns what is wrong with an address by which the public reaches the organisation. */
function mailFault(address: string): string | undefined {
  if (PRIVATE_MAIL.test(address)) return 'is een adres buiten uw organisatie: kies een algemeen adres van de organisatie, zoals ai@gemeente.nl';
  const local = address.slice(0, address.indexOf('@'));
  // `j.jansen`, `voornaam.achternaam`, `jan_jansen`: two parts or more, of which none says what it is for.
  const isPersonal = /^[a-z]+(?:[._-][a-z']+)+\d*$/i.test(local) && !namesOffice(local);
  return isPersonal ? 'lijkt op het adres van een persoon. Wie dat is kan weggaan, en staat dan met naam op internet: kies een algemeen adres, zoals ai@gemeente.nl' : undefined;
}

/** @returns what is wrong with a way to the organisation: an address of its own, or a page. */
export function contactFault(text: string): string | undefined {
  if (isHttps(text)) return undefined;
  return MAIL.test(text) ? mailFault(text) : 'moet een e-mailadres zijn, of een adres dat met https:// begint';
}

export function isHttps(text: string): boolean {
  if (!/^https:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password, hostname } = new URL(text);
  return username === '' && password === '' && hostname.includes('.');
}
