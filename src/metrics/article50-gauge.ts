import type { Registry } from './registry.ts';

/** Tells how many marks of article 50 of the AI Act were not found where the desk looked for them; nothing before it looked. */
export function watchArticle50(registry: Pick<Registry, 'gauge'>, count: () => number | undefined): void {
  registry.gauge({ name: 'balie_ai_act_article50_unmet', help: 'Marks of article 50 of the AI Act that this desk did not find on its own pages and answers.', labels: [] }, () => {
    const unmet = count();
    return unmet === undefined ? [] : [[[], unmet] as const];
  });
}
