import type { Article50Watch } from '../../factsheet/ai-act/check/kept.ts';
import type { Ask } from '../../factsheet/ai-act/check/finding.ts';
import type { DriftWatch } from '../../factsheet/drift/drift-watch.ts';

/** Looks at the desk's own pages each time before it is compared with its factsheet, of which what is found is a part. */
export function withArticle50(drift: Pick<DriftWatch, 'look' | 'follow'>, article50: Pick<Article50Watch, 'look' | 'follow'>, ask: Ask): Pick<DriftWatch, 'look' | 'follow'> {
  return {
    async look() {
      await article50.look(ask);
      return drift.look();
    },
    async follow() {
      await article50.follow();
      await drift.follow();
    },
  };
}
