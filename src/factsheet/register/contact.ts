/** Whether something is a way to an organisation: the register wants no address of a person. */

/** Of mailboxes that people have at home. */
const AT_HOME = /@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|ziggo|kpnmail|kpnplanet|xs4all|planet|home|telfort|upcmail|casema|proton|protonmail|gmx)\.[a-z.]{2,6}$/i;
/** Words of which a shared mailbox is made. */
const SHARED = /info|contact|klant|privacy|algorit|\bai\b|gemeente|stad|team|punt|loket|balie|post|secretari|communicat|functionaris|register|data|digita|dienst|afdeling|service|publiek|vraag|vragen|meld|fg|ciso|beheer|help|desk|web|redactie|bestuur|griffie|burger|inwoner|archief|juridisch|bezwaar|klacht/i;

/** @returns undefined when it is one. */
export function contactFault(text: string): string | undefined {
  if (text.startsWith('https://')) return URL.canParse(text) && !/\s/.test(text) ? undefined : 'het adres van de pagina klopt niet';
  const local = /^(?<local>[^\s@<>,;"]{1,64})@(?:[a-z0-9-]+\.)+[a-z]{2,}$/i.exec(text)?.groups?.['local'];
  if (local === undefined) return 'dit is geen e-mailadres en geen pagina die met https:// begint';
  return AT_HOME.test(text) || looksPersonal(local) ? 'dit lijkt het adres van een persoon. Geef een algemeen adres, zoals ai@lindewaarde.example' : undefined;
}

/** `j.jansen`, `jan.de.vries`, `j-p.bakker`: initials or a first name with a surname. */
function looksPersonal(local: string): boolean {
  return /^[a-z]+(?:-[a-z]+)?(?:[._][a-z]+)+(?:-[a-z]+)*\d{0,2}$/i.test(local) && !SHARED.test(local);
}
