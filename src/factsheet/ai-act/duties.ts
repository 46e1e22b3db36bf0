import type { AiActProfile, AiActRole } from './profile.ts';
import type { Mark } from './tree/question.ts';

/** What the Regulation asks of who has a system of this class. */
export interface Duty {
  readonly id: string;
  readonly article: string;
  readonly text: string;
  /** Whose it is. */
  readonly of: readonly AiActRole[];
  /** YYYY-MM-DD from which it holds. */
  readonly from: string;
  /** What is not sure of that day, or holds for some. */
  readonly note?: string;
}

type Asked = Pick<AiActProfile, 'class' | 'roles' | 'isNarrow' | 'needsAssessor' | 'systemicRisk' | 'openSource'>;
interface Listed extends Duty {
  readonly holds: (profile: Asked, is: (mark: Mark) => boolean) => boolean;
}

const BOTH = ['aanbieder', 'gebruiksverantwoordelijke'] as const;
const PROVIDER = ['aanbieder'] as const;
const DEPLOYER = ['gebruiksverantwoordelijke'] as const;
const OMNIBUS = 'Deze dag komt uit de ‘digitale omnibus’ van juni 2026. Kijk in het Publicatieblad of die geldt; anders was het 2 augustus 2026.';

const isUsed = ({ class: kind }: Asked) => kind === 'high-risk' || kind === 'transparency' || kind === 'minimal';
const isHigh = ({ class: kind }: Asked) => kind === 'high-risk';
const isHighArea = (profile: Asked) => isHigh(profile) && profile.needsAssessor === undefined;

const high = (id: string, article: string, of: readonly AiActRole[], text: string): Listed[] => [
  { id, article, of, text, from: '2027-12-02', note: OMNIBUS, holds: isHighArea },
  { id, article, of, text, from: '2028-08-02', note: OMNIBUS, holds: (profile) => isHigh(profile) && profile.needsAssessor !== undefined },
];

const DUTIES: readonly Listed[] = [
  { id: '5', article: 'artikel 5', of: [...BOTH, 'distributeur'], text: 'Niet in gebruik nemen, en stoppen als het al wordt gebruikt.', from: '2025-02-02', holds: ({ class: kind }) => kind === 'forbidden' },
  { id: '4', article: 'artikel 4', of: BOTH, text: 'Zorgen dat medewerkers genoeg van AI weten om er goed mee te werken.', from: '2025-02-02', holds: isUsed },
  { id: '50-1', article: 'artikel 50, lid 1', of: PROVIDER, text: 'Mensen laten weten dat zij met AI praten, op zijn laatst bij het eerste contact.', from: '2026-08-02', holds: (profile, is) => isUsed(profile) && is('talks') },
  { id: '50-2', article: 'artikel 50, lid 2', of: PROVIDER, text: 'Wat AI maakt een merkteken geven dat computers kunnen lezen.', from: '2026-08-02', note: 'Was de toepassing er al voor die dag? Dan is het volgens de ‘digitale omnibus’ van juni 2026 vanaf 2 december 2026.', holds: (profile, is) => isUsed(profile) && is('makes-content') },
  { id: '50-3', article: 'artikel 50, lid 3', of: DEPLOYER, text: 'Mensen vertellen dat hun emoties worden herkend of dat zij worden ingedeeld.', from: '2026-08-02', holds: (profile, is) => isUsed(profile) && is('reads-people') },
  { id: '50-4-text', article: 'artikel 50, lid 4', of: DEPLOYER, text: 'Bij openbare tekst over zaken van algemeen belang zeggen dat AI die maakte.', from: '2026-08-02', holds: (profile, is) => isUsed(profile) && is('informs-public') },
  { id: '50-4-fake', article: 'artikel 50, lid 4', of: DEPLOYER, text: 'Bij een deepfake zeggen dat die niet echt is.', from: '2026-08-02', holds: (profile, is) => isUsed(profile) && is('deep-fakes') },
  { id: '6-4', article: 'artikel 6, lid 4', of: PROVIDER, text: 'Vastleggen waarom het risico niet hoog is, ook al is het een gebied van bijlage III.', from: '2027-12-02', note: OMNIBUS, holds: (profile) => profile.isNarrow === true },
  { id: '49-2', article: 'artikel 49, lid 2', of: PROVIDER, text: 'Die beoordeling registreren in de Europese databank.', from: '2027-12-02', note: OMNIBUS, holds: (profile) => profile.isNarrow === true },
  ...high('16', 'artikelen 8 tot en met 17', PROVIDER, 'Risico’s beheersen, gegevens controleren, documentatie en logboeken bijhouden, en menselijk toezicht inbouwen.'),
  ...high('43', 'artikelen 43, 47 en 48', PROVIDER, 'De toepassing laten beoordelen, een verklaring afgeven en de CE-markering aanbrengen.'),
  ...high('49-1', 'artikel 49, leden 1 en 3', BOTH, 'De toepassing en het gebruik ervan registreren in de Europese databank.'),
  ...high('26', 'artikel 26', DEPLOYER, 'De gebruiksaanwijzing volgen, mensen laten toezien, logboeken zes maanden bewaren en medewerkers inlichten.'),
  ...high('27', 'artikel 27', DEPLOYER, 'Voor het eerste gebruik beoordelen wat het betekent voor grondrechten (FRIA).'),
  ...high('86', 'artikel 86', DEPLOYER, 'Mensen uitleg geven over een besluit waar de toepassing aan meewerkte.'),
  { id: '53', article: 'artikel 53', of: PROVIDER, text: 'Beleid voor auteursrecht hebben en samenvatten waarmee het model is getraind.', from: '2025-08-02', holds: ({ class: kind }) => kind === 'model' },
  { id: '53-1', article: 'artikel 53, lid 1, onder a en b', of: PROVIDER, text: 'Documentatie over het model geven aan toezicht en aan wie het inbouwt.', from: '2025-08-02', holds: ({ class: kind, systemicRisk, openSource }) => kind === 'model' && (systemicRisk === 'systeemrisico' || openSource !== 'open-source') },
  { id: '55', article: 'artikel 55', of: PROVIDER, text: 'Het model testen op grote risico’s, incidenten melden en het goed beveiligen.', from: '2025-08-02', holds: ({ systemicRisk }) => systemicRisk === 'systeemrisico' },
];

/** The duties that follow for who has these roles. */
export function dutiesOf(profile: Asked, marks: ReadonlySet<Mark>): readonly Duty[] {
  return DUTIES.filter(({ of, holds }) => of.some((role) => profile.roles.includes(role)) && holds(profile, (mark) => marks.has(mark))).map(({ id, article, text, of, from, note }) => ({ id, article, text, of, from, ...(note !== undefined && { note }) }));
}
