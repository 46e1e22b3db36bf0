import { THEMES } from '../statements/assistant-questions.ts';

/** The fields of a record of the Algoritmeregister (publication standard 1.0): what the register itself goes by. */

export type FieldKind = 'plain' | 'markup' | 'choice' | 'choices' | 'links';

export interface RegisterField {
  readonly key: RegisterKey;
  readonly label: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** Characters, counted as the register does; see text.ts. */
  readonly max?: number;
  readonly choices?: readonly string[];
  /** Of `links`: how long a title may be, and whether each must have an address. */
  readonly links?: { readonly title?: number; readonly link: number; readonly isLinkRequired: boolean };
}

export type RegisterKey =
  | 'name' | 'description_short' | 'organization' | 'category' | 'status' | 'begin_date' | 'end_date' | 'contact_email' | 'website' | 'publication_category' | 'url'
  | 'goal' | 'proportionality' | 'human_intervention' | 'risks' | 'lawful_basis' | 'lawful_basis_grouping' | 'process_index_url' | 'impacttoetsen_grouping' | 'impacttoetsen'
  | 'source_data' | 'source_data_grouping' | 'methods_and_models' | 'provider' | 'publiccode' | 'lang' | 'standard_version' | 'source_id' | 'tags';

/** All that a text with markup may have, without attributes. */
export const ALLOWED_TAGS = ['div', 'br', 'p', 'ul', 'ol', 'li'] as const;

export const STATUSES = ['In ontwikkeling', 'In gebruik', 'Buiten gebruik'] as const;
const CATEGORIES = ['Hoog-risico AI-systeem', 'Impactvolle algoritmes', 'Overige algoritmes'] as const;
export const STANDARD_VERSION = '1.0';
export const LANGUAGE = 'nld';

const plain = (key: RegisterKey, label: string, max: number, isRequired = false): RegisterField => ({ key, label, kind: 'plain', isRequired, max });
const markup = (key: RegisterKey, label: string, max = 2_500): RegisterField => ({ key, label, kind: 'markup', isRequired: false, max });
const choice = (key: RegisterKey, label: string, choices: readonly string[], isRequired = true): RegisterField => ({ key, label, kind: 'choice', isRequired, choices });
const links = (key: RegisterKey, label: string, of: RegisterField['links'] & object): RegisterField => ({ key, label, kind: 'links', isRequired: false, links: of });

/** In the order of the register's own form. */
export const REGISTER_FIELDS: readonly RegisterField[] = [
  plain('name', 'Naam', 100, true),
  plain('description_short', 'Korte omschrijving', 400, true),
  plain('organization', 'Organisatienaam', 100, true),
  { key: 'category', label: 'Thema', kind: 'choices', isRequired: false, choices: THEMES },
  choice('status', 'Status', STATUSES),
  plain('begin_date', 'Begindatum', 7),
  plain('end_date', 'Einddatum', 7),
  plain('contact_email', 'Contactgegevens', 500, true),
  plain('website', 'Link naar publiekspagina', 500),
  choice('publication_category', 'Publicatiecategorie', CATEGORIES),
  plain('url', 'Link naar bronregistratie', 500),
  markup('goal', 'Doel en impact'),
  markup('proportionality', 'Afwegingen'),
  markup('human_intervention', 'Menselijke tussenkomst'),
  markup('risks', 'Risicobeheer'),
  markup('lawful_basis', 'Wettelijke basis'),
  links('lawful_basis_grouping', 'Verwijzingen wettelijke basis', { title: 100, link: 500, isLinkRequired: true }),
  plain('process_index_url', 'Link naar verwerkingsregister', 500),
  links('impacttoetsen_grouping', 'Impacttoetsen', { link: 500, isLinkRequired: false }),
  markup('impacttoetsen', 'Toelichting op impacttoetsen'),
  markup('source_data', 'Gegevens'),
  links('source_data_grouping', 'Verwijzingen gegevensbronnen', { title: 500, link: 500, isLinkRequired: true }),
  markup('methods_and_models', 'Technische werking', 5_000),
  plain('provider', 'Leverancier', 200),
  plain('publiccode', 'Link naar broncode', 500),
  choice('lang', 'Taal', [LANGUAGE]),
  choice('standard_version', 'Versie publicatiestandaard', [STANDARD_VERSION], false),
  plain('source_id', 'Bron-ID', 100),
  markup('tags', 'Zoektermen'),
];

export interface RegisterLink {
  readonly title: string;
  readonly link?: string;
}
export type RegisterValue = string | readonly string[] | readonly RegisterLink[];

/** A record as it is sent; what is not known is left out. */
export type RegisterRecord = Readonly<Partial<Record<RegisterKey, RegisterValue>>>;

export const isLinks = (value: RegisterValue): value is readonly RegisterLink[] => Array.isArray(value) && value.length > 0 && typeof value[0] === 'object';
