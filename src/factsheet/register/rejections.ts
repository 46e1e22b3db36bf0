/** Why the register would not take a record, told before anything is sent. */
import type { Rejection } from '../factsheet.ts';
import { contactFault } from '../statements/office.ts';
import { ALLOWED_TAGS, isLinks, REGISTER_FIELDS, type RegisterField, type RegisterKey, type RegisterRecord, type RegisterValue } from './fields.ts';
import { lengthOf, strangeTags, wordsOf } from './text.ts';

const ADDRESSES: readonly RegisterKey[] = ['website', 'url', 'process_index_url', 'publiccode'];

/** What an organisation of the government is called by in TOOI. */
const ORGANISATION = /^(?:gemeente|provincie|waterschap|wetterskip|hoogheemraadschap|ministerie|omgevingsdienst|veiligheidsregio|politie|ggd|gemeenschappelijke regeling|regio|dienst|rijksdienst|inspectie|bureau|uitvoeringsinstituut|sociale verzekeringsbank|kamer van koophandel|kadaster|belastingdienst|stichting|werkorganisatie|bestuur|autoriteit|raad|college|centraal|nationaal|nederlandse?|metropoolregio|servicepunt|openbaar lichaam)\b/i;

/** @param organisation as the register calls who sends it, where that is known. */
export function rejections(record: RegisterRecord, organisation?: string): readonly Rejection[] {
  return REGISTER_FIELDS.flatMap((field) => {
    const reason = reasonOf(field, record, organisation);
    return reason === undefined ? [] : [{ field: field.key, label: field.label, message: `Wordt geweigerd, want ${reason}.` }];
  });
}

function reasonOf(field: RegisterField, record: RegisterRecord, organisation: string | undefined): string | undefined {
  const value = record[field.key];
  if (value === undefined || value.length === 0 || (typeof value === 'string' && wordsOf(value) === '')) return field.isRequired ? 'dit veld is verplicht en nog leeg' : undefined;
  return formFault(field, value) ?? meaningFault(field.key, record, organisation);
}

function formFault({ kind, max, choices, links }: RegisterField, value: RegisterValue): string | undefined {
  switch (kind) {
    case 'plain':
    case 'markup': {
      if (typeof value !== 'string') return 'dit moet tekst zijn';
      if (kind === 'plain' && value.includes('<')) return 'in dit veld mag geen HTML staan, en ook geen <';
      const [strange] = kind === 'markup' ? strangeTags(value, ALLOWED_TAGS) : [];
      if (strange !== undefined) return `de opmaak ${strange} mag niet`;
      const length = lengthOf(value);
      return max !== undefined && length > max ? `dit heeft ${length.toLocaleString('nl-NL')} tekens en er mogen er ${max.toLocaleString('nl-NL')} in` : undefined;
    }
    case 'choice':
      return typeof value === 'string' && choices?.includes(value) === true ? undefined : `dit moet een van deze zijn: ${choices?.join(', ')}`;
    case 'choices': {
      const strange = Array.isArray(value) ? (value as readonly unknown[]).find((one) => typeof one !== 'string' || choices?.includes(one) !== true) : value;
      return strange === undefined ? undefined : `het register kent deze keuze niet: ${typeof strange === 'string' ? strange : '(geen tekst)'}`;
    }
    case 'links':
      if (!isLinks(value)) return 'dit moet een lijst van verwijzingen zijn';
      return value.map((one) => linkFault(one, links)).find((fault) => fault !== undefined);
  }
}

function linkFault({ title, link }: { readonly title: string; readonly link?: string }, rule: RegisterField['links']): string | undefined {
  if (title.trim() === '') return 'een verwijzing heeft geen titel';
  if (title.includes('<')) return 'in een titel mag geen HTML staan, en ook geen <';
  if (rule?.title !== undefined && lengthOf(title) > rule.title) return `een titel heeft meer dan ${rule.title} tekens`;
  if (link === undefined || link === '') return rule?.isLinkRequired === true ? `bij ‘${title}’ ontbreekt het adres` : undefined;
  if (rule !== undefined && lengthOf(link) > rule.link) return `een adres heeft meer dan ${rule.link} tekens`;
  return isAddress(link) ? undefined : `het adres bij ‘${title}’ begint niet met https:// of klopt niet`;
}

function meaningFault(key: RegisterKey, record: RegisterRecord, organisation: string | undefined): string | undefined {
  const text = (of: RegisterKey) => (typeof record[of] === 'string' ? record[of] : '');
  if (ADDRESSES.includes(key)) return isAddress(text(key)) ? undefined : 'dit is geen adres dat met https:// begint';
  switch (key) {
    case 'organization':
      if (organisation !== undefined) return organisation.toLowerCase() === text(key).toLowerCase() ? undefined : `het register kent uw organisatie als ‘${organisation}’`;
      return ORGANISATION.test(text(key)) ? undefined : 'dit is geen naam zoals in het Register van Overheidsorganisaties (TOOI), zoals gemeente Lindewaarde';
    case 'begin_date':
      return isMonth(text(key)) ? undefined : MONTH;
    case 'end_date':
      if (!isMonth(text(key))) return MONTH;
      if (text('status') === 'In gebruik') return 'er is een einddatum terwijl de status ‘In gebruik’ is';
      return text('begin_date') > text(key) ? 'de einddatum is vóór de begindatum' : undefined;
    case 'contact_email':
      return said(contactFault(text(key)));
    default:
      return undefined;
  }
}

/** As it goes on behind `want`. */
const said = (fault: string | undefined) => fault && `dit ${fault}`;
const MONTH = 'dit moet een jaar en maand zijn, zoals 2026-11';
const isMonth = (text: string) => /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/.test(text);

function isAddress(text: string): boolean {
  return /^https:\/\/[^\s]+$/.test(text) && URL.canParse(text);
}
