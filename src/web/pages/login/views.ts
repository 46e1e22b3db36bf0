import type { FaultView, MunicipalityView } from '../../views.ts';

/** What is told where somebody logs in. */
export const LOGIN_NOTICES = {
  uitgelogd: 'U bent uitgelogd.',
  verlopen: 'U bent niet meer ingelogd. Log opnieuw in om verder te gaan.',
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
}

/** A page that goes on by itself. */
export interface GoingOnView {
  readonly municipality: MunicipalityView;
  readonly title: string;
  readonly text: string;
  readonly link: { readonly path: string; readonly text: string };
}
