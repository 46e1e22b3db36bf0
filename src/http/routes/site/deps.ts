import type { Look } from '../../../web/look.ts';
import type { AboutView, LinksView } from '../../../web/pages/about/views.ts';

/** What the desk says of itself to people and to programs. */
export interface SiteDeps {
  readonly look: Look;
  /** What `/over` tells, but for the documents. */
  about(): Pick<AboutView, 'models' | 'languages' | 'version'>;
  /** What residents may read today; anybody may ask, so it is not counted anew each time. @throws BalieError `database-unavailable`. */
  holdings(): Promise<NonNullable<AboutView['holdings']>>;
  readonly links: LinksView;
  /** Where weaknesses are told: an e-mail or https address. */
  readonly security: { readonly contact: string; readonly policy?: string | undefined };
}
