import type { FaultView } from '../../turn-views.ts';
import type { MunicipalityView } from '../../views.ts';

/** What is told where somebody logs in. */
export const LOGIN_NOTICES = {
  uitgelogd: 'U bent uitgelogd.',
  verlopen: 'U bent niet meer ingelogd. Log opnieuw in om verder te gaan.',
  'verlopen-verzonden': 'U bent niet meer ingelogd. Wat u net verstuurde, is niet aangekomen. Log opnieuw in, en verstuur of kies het dan nog eens.',
} as const;
export type LoginNotice = keyof typeof LOGIN_NOTICES;

export interface AccountLoginView {
  readonly municipality: MunicipalityView;
  /** The provider as people know it; absent: there is none. */
  readonly provider?: string | undefined;
  readonly notice?: LoginNotice | undefined;
  readonly fault?: FaultView | undefined;
  /** The page that was wished. */
  readonly wished?: string | undefined;
  /** Who is logged in, and wants to go on as somebody else. */
  readonly current?: string | undefined;
}

/** A page that goes on by itself. */
export interface GoingOnView {
  readonly municipality: MunicipalityView;
  readonly title: string;
  readonly text: string;
  readonly link: { readonly path: string; readonly text: string };
}
