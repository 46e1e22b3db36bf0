/** What the pages of the console show. The HTTP layer fills these. */
import type { ErrorCode } from '../../../errors.ts';
import type { LiveState } from '../../../factsheet/live/live.ts';
import type { PersonSummary } from '../../../identity/local/manage.ts';
import type { KeySummary, KnownNames, Limits } from '../../../identity/keys.ts';
import type { GroupUse } from '../../../identity/use.ts';
import type { EditorPage } from '../admin/views.ts';

/** What was changed, by whom and why. */
export interface ChangeView {
  readonly number: number;
  /** In Dutch. */
  readonly what: string;
  readonly subject: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  /** What puts it back, where that can be done. */
  readonly canGoBack: boolean;
}

/** What was filled in and could not be used, with what is wrong by field. */
export interface Draft {
  readonly values: URLSearchParams;
  /** In Dutch, after the field's name; under `''` what is wrong with all of it. */
  readonly faults: Readonly<Record<string, string>>;
}

export interface StartView {
  readonly hosts: { readonly ready: number; readonly all: number };
  readonly running: number;
  readonly waiting: number;
  readonly models: number;
  /** Vectors of the embedding model: undefined where there is none. */
  readonly vectors?: 'ready' | 'being-made';
  readonly deliveries: { readonly waiting: number; readonly failed: number };
  /** The last one is today; undefined where they could not be counted in time. */
  readonly days: readonly { readonly day: string; readonly outcomes: Readonly<Record<string, number>> }[] | undefined;
  readonly waits: { readonly answers: number; readonly half: number | null; readonly most: number | null } | undefined;
  readonly openReviews: number;
  /** Requests to see what others said, and of people about their own data, that nobody decided yet. */
  readonly openings: number;
  readonly requests: number;
  /** What differs from the published factsheet; absent: nobody knows yet, or nothing was published. */
  readonly drift?: number | undefined;
  /** How assistants for residents stand. */
  readonly live?: readonly LiveState[];
  readonly expiring: number;
  readonly attention: number;
  readonly failingSources: readonly { readonly collection: string; readonly title: string; readonly source: string }[];
  /** Whether each may be opened by who looks: a number that leads nowhere is no link. */
  readonly mayOpen: (route: string) => boolean;
}

export interface PlaceView {
  readonly host: string;
  readonly state: 'loaded' | 'ready' | 'missing' | 'unreachable';
  /** For `unreachable`: what of its server is wrong, behind its name. */
  readonly away?: string | undefined;
  readonly isPulling: boolean;
  /** Whether Balie can bring it there. */
  readonly canPull: boolean;
}

export interface HostView {
  readonly id: string;
  readonly kind: 'ollama' | 'openai';
  readonly url: string;
  readonly pool: string;
  readonly slots: number;
  readonly watts?: number | undefined;
  readonly draining: boolean;
  readonly state: 'ready' | 'failing' | 'draining';
  readonly running: number;
  /** In its pool. */
  readonly waiting: number;
  readonly hasKey: boolean;
  readonly isChanged: boolean;
}

export interface ModelView {
  readonly name: string;
  readonly model: string;
  readonly pool: string;
  readonly capabilities: readonly string[];
  readonly contextTokens: number;
  readonly licence?: string | undefined;
  readonly origin?: string | undefined;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly isChanged: boolean;
}

export interface PullView {
  readonly backend: string;
  readonly model: string;
  readonly state: 'running' | 'done' | 'failed' | 'interrupted';
  readonly completedBytes?: number | undefined;
  readonly totalBytes?: number | undefined;
  readonly fault?: ErrorCode | undefined;
}

export interface ModelsView extends EditorPage {
  readonly hosts: readonly HostView[];
  readonly models: readonly (ModelView & { readonly places: readonly PlaceView[] })[];
  readonly pulls: readonly PullView[];
  readonly changes: readonly ChangeView[];
  readonly isDone: boolean;
  /** What is wrong with putting something back. */
  readonly draft?: Draft;
}

export interface HostFormView extends EditorPage {
  /** Undefined: a new one. */
  readonly host?: HostView | undefined;
  readonly draft?: Draft | undefined;
}

export interface ModelFormView extends EditorPage {
  readonly model?: ModelView | undefined;
  readonly pools: readonly string[];
  readonly draft?: Draft | undefined;
}

/** One page of a list, from 1, as it is narrowed. */
export interface ListView {
  readonly text: string;
  readonly filter: string;
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

export type KeyState = 'valid' | 'expired' | 'revoked';

export interface KeysView extends EditorPage {
  readonly list: ListView & { readonly keys: readonly (KeySummary & { readonly state: KeyState })[] };
  readonly changes: readonly ChangeView[];
  readonly isDone: boolean;
}

export interface KeyFormView extends EditorPage {
  readonly key?: (KeySummary & { readonly state: KeyState }) | undefined;
  readonly known: KnownNames;
  readonly groups: readonly string[];
  readonly draft?: Draft | undefined;
}

/** A secret that is shown once: a key, or the link of an invitation. */
export interface OnceView extends EditorPage {
  readonly title: string;
  readonly secret: string;
  readonly label: string;
  readonly explanation: string;
  readonly back: { readonly path: string; readonly text: string };
}

export interface GroupView {
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  /** In Dutch. */
  readonly roles: readonly string[];
  readonly collections: readonly string[];
  readonly assistants: readonly string[];
}

export interface GroupsView extends EditorPage {
  readonly groups: readonly GroupView[];
  readonly keyGroups: readonly (GroupUse & Limits)[];
  readonly changes: readonly ChangeView[];
  readonly isDone: boolean;
  readonly draft?: Draft | undefined;
}

export interface PeopleView extends EditorPage {
  readonly list: ListView & { readonly people: readonly (PersonSummary & { readonly roles: readonly string[]; readonly isSelf: boolean })[] };
  readonly changes: readonly ChangeView[];
  readonly isDone: boolean;
  readonly draft?: Draft | undefined;
}

/** Asks once more, and why, before something is done to several at once. */
export interface SureView extends EditorPage {
  readonly title: string;
  readonly told: string;
  readonly names: readonly string[];
  readonly path: string;
  /** What goes along. */
  readonly fields: readonly (readonly [string, string])[];
  readonly button: string;
  readonly isDanger: boolean;
  readonly back: string;
  readonly draft?: Draft | undefined;
}
