/** What the pages for editors say of sources, times and numbers. */
import type { Role } from '../../../identity/groups.ts';
import type { ReadSource } from '../../../jobs/source-kinds.ts';
import type { Notice } from './views.ts';

export const notices: Readonly<Record<Notice, string>> = {
  uitgelogd: 'U bent uitgelogd.',
  verlopen: 'U was langer dan een uur niet bezig, of al tien uur ingelogd. Log opnieuw in om verder te gaan.',
  'verlopen-verzonden': 'U bent niet meer ingelogd. Wat u net verstuurde, is niet aangekomen. Log opnieuw in, en verstuur of kies het dan nog eens.',
  opnieuw: 'Het document wordt opnieuw geprobeerd.',
  'alles-opnieuw': 'Wat mislukt was en waarvan de balie het bestand heeft, wordt opnieuw geprobeerd. De rest blijft in de wachtrij staan, met wat u kunt doen.',
  bron: 'De bron wordt opnieuw gelezen. Wat mislukt was, blijft in de wachtrij staan tot de bron het geeft.',
  losgelaten: 'Het document is losgelaten: het wordt niet meer verwerkt.',
  verwijderd: 'Het document is verwijderd. De balie vindt het niet meer.',
  opgeruimd: 'Verwijderd wat niet meer in de bron staat. De balie vindt het niet meer.',
  intussen: 'Er is niets verwijderd. De bron is intussen opnieuw bekeken. Kijk bij Beheer wat daar nu uitkwam.',
  beoordeeld: 'Uw oordeel is bewaard.',
  toetsvraag: 'De toetsvraag is bewaard.',
  'toetsvraag-weg': 'De toetsvraag is verwijderd.',
  'opnieuw-versturen': 'Wat was opgegeven, wordt opnieuw verstuurd. Kijk over een paar minuten of het is aangekomen.',
  afgehandeld: 'De melding is afgehandeld. Wie haar deed, ziet uw bericht in de werkplek.',
  'niets-gekozen': 'U hebt geen documenten gekozen. Zet eerst een vinkje bij de documenten waar het om gaat.',
  'keuze-vastgelegd': 'Vastgelegd bij de gekozen documenten. Het geldt meteen, en blijft gelden als er een nieuwe versie komt.',
  'keuze-verwijderd': 'De gekozen documenten zijn verwijderd. De balie vindt ze niet meer.',
  toegevoegd: 'De passkey is toegevoegd. U kunt er voortaan mee inloggen.',
  'passkey-weg': 'De passkey is verwijderd. Waar u verder nog was ingelogd, bent u dat niet meer.',
  vastgelegd: 'Vastgelegd. Het geldt meteen, en blijft gelden als er een nieuwe versie komt.',
};

/** What somebody is at the desk. */
export const roleWords: Readonly<Record<Role, string>> = {
  employee: 'medewerker',
  editor: 'redacteur',
  reviewer: 'beoordelaar',
  auditor: 'auditor',
  'privacy-officer': 'functionaris gegevensbescherming',
  admin: 'beheerder',
};

/** Each that the desk reads by itself. */
const readSources: Readonly<Record<ReadSource, string>> = { folder: 'Map', website: 'Website' };

/** A source as a person calls it. */
export function sourceName(source: string): string {
  if (source === 'push') return 'Upload of koppeling';
  if (source.startsWith('path:')) return `Ingelezen map ${source.slice('path:'.length)}`.trim();
  const named: Readonly<Record<string, string>> = readSources;
  return named[source] ?? source;
}

const hiddenReasons: Readonly<Record<string, string>> = {
  colour: 'letters in de kleur van de achtergrond',
  size: 'letters die te klein zijn om te lezen',
  'off-page': 'buiten de bladzijde',
  covered: 'achter een vlak of plaatje',
  invisible: 'doorzichtig of op een verborgen laag',
  marked: 'in het bestand zelf als verborgen gemarkeerd',
};

export function hiddenReason(reason: string): string {
  return hiddenReasons[reason] ?? 'niet zichtbaar';
}

const languages = new Intl.DisplayNames('nl', { type: 'language', fallback: 'code' });

export function languageName(code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? (languages.of(code) ?? code) : code;
}

export function percent(share: number): string {
  return share.toLocaleString('nl-NL', { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}

export function count(amount: number, one: string, many: string): string {
  return `${amount.toLocaleString('nl-NL')} ${amount === 1 ? one : many}`;
}
