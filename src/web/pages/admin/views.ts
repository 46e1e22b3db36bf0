/** What the pages for editors show. The HTTP layer fills these; templates know nothing else. */
import type { ErrorCode } from '../../../errors.ts';
import type { UnsentHandover } from '../../../handover/handovers.ts';
import type { KeyHolder, KeySummary, Person } from '../../../identity/keys.ts';
import type { KeyUse } from '../../../identity/use.ts';
import type { PendingDocument } from '../../../jobs/manage.ts';
import type { RunSummary } from '../../../jobs/runs.ts';
import type { CollectionState, DocumentFilter, DocumentRow } from '../../../knowledge/documents/attention.ts';
import type { FaultView } from '../../turn-views.ts';
import type { MunicipalityView } from '../../views.ts';
import type { EditorView } from '../layout.ts';
import type { Draft, StartView } from '../console/views.ts';
import type { CollectionReport } from '../work/report-views.ts';

/** A page for who is logged in. */
export interface EditorPage {
  readonly municipality: MunicipalityView;
  readonly editor: EditorView;
}

/** What has just been done, to be said once on the next page. */
export type Notice = 'uitgelogd' | 'verlopen' | 'verlopen-verzonden' | 'opnieuw' | 'alles-opnieuw' | 'bron' | 'losgelaten' | 'verwijderd' | 'opgeruimd' | 'intussen' | 'vastgelegd' | 'beoordeeld' | 'toetsvraag' | 'toetsvraag-weg' | 'opnieuw-versturen' | 'afgehandeld' | 'toegevoegd' | 'passkey-weg' | 'niets-gekozen' | 'keuze-vastgelegd' | 'keuze-verwijderd';

export interface LoginView {
  readonly municipality: MunicipalityView;
  readonly notice?: Notice;
  readonly fault?: FaultView;
  /** Path of the page that is shown after logging in. */
  readonly wished?: string;
  /** The provider with which employees log in by name; absent: there is none. */
  readonly provider?: string | undefined;
}

/** A look at a source, with what of a website gave no document in words: empty when there is none. */
export interface RunView extends Omit<RunSummary, 'leftOut'> {
  readonly leftOut: string;
}

export interface OverviewView extends EditorPage {
  readonly notice?: Notice;
  readonly collections: readonly CollectionState[];
  readonly runs: readonly RunView[];
  /** How many reports of faults wait, by collection. */
  readonly reports: ReadonlyMap<string, number>;
  /** What asks for a judgement; absent for who may not give one. */
  readonly review?: { readonly notHelpful: number; readonly refused: number; readonly sample: number; readonly cases: number };
  /** Conversations that were passed on and do not arrive; empty for who does not manage the desk. */
  readonly unsent: readonly UnsentView[];
  /** Assistants that are turned off, `*` for all; absent for who does not manage the desk. */
  readonly off?: readonly string[];
  /** How the desk stands; absent for who neither manages it nor watches over it. */
  readonly start?: StartView;
}

export interface UnsentView extends UnsentHandover {
  /** What is said of it over the telephone. */
  readonly reference: string;
}

/** What became of an uploaded file. */
export interface UploadOutcome {
  readonly name: string;
  /** `twice`: an earlier file of the same form had this name, and this one took its place. */
  readonly outcome: 'waiting' | 'replaces' | 'twice' | 'unchanged' | ErrorCode;
}

export interface CollectionPageView extends EditorPage {
  readonly collection: CollectionState;
  readonly notice?: Notice;
  /** What became of the files that were just uploaded without a script. */
  readonly uploaded?: readonly UploadOutcome[];
  readonly fault?: FaultView;
  /** One page, from 1, of what waits or failed. */
  readonly pending: { readonly page: number; readonly pageSize: number; readonly documents: readonly PendingDocument[] };
  /** How many reports of faults wait. */
  readonly reports: number;
  /** One page, from 1, of what a person took out. */
  readonly withdrawn: { readonly page: number; readonly pageSize: number; readonly documents: readonly PendingDocument[] };
  readonly list: ListPlace & {
    readonly pageSize: number;
    readonly total: number;
    readonly documents: readonly DocumentRow[];
  };
}

/** What is gone from a source, and waits for a person to say that it may go. */
export interface KeptView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly run: Pick<RunView, 'id' | 'source' | 'kept' | 'startedAt'>;
  /** So many go at once. */
  readonly limit: number;
}

/** A document among several that were chosen from the list. */
export interface ChosenDocument {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  /** How many documents came out of it. */
  readonly parts: number;
  /** Whether it stays out while its source has it still. */
  readonly staysOut: boolean;
  /** Whether it was read from a folder that the desk does not look at by itself: it comes back with the next reading. */
  readonly isFromFolder: boolean;
}

/** What is to be done with several documents at once. */
export interface ChosenView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly documents: readonly ChosenDocument[];
  /** Of which page of the list they were chosen. */
  readonly place: ListPlace;
  readonly draft?: Draft | undefined;
}

/** Where in the list of documents somebody is. */
export interface ListPlace {
  readonly text: string;
  readonly filter: DocumentFilter;
  readonly page: number;
}

/** Faults in the sources of a collection, as employees report them: one page, from 1. */
export interface ReportsView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly notice?: Notice;
  readonly waiting: number;
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly reports: readonly CollectionReport[];
}

/** Who is logged in by name. */
export interface AccountView extends EditorPage, Pick<KeyHolder, 'models' | 'isAdmin' | 'isReviewer'>, Pick<Person, 'roles' | 'email'> {
  /** Titles of their groups, of the collections that they keep, and of the assistants that they ask as employees. */
  readonly groups: readonly string[];
  readonly collections: readonly string[];
  readonly assistants: readonly string[];
}

/** The visitor's own key. */
export interface OwnKeyView extends EditorPage, KeyUse {
  readonly key: KeySummary;
  /** Titles of the collections that the key opens. */
  readonly collections: readonly string[];
  /** The Dutch day it is. */
  readonly today: string;
}
