import type { Mark } from './tree/question.ts';

/** Where a path leads. */
export const AI_ACT_CLASSES = ['no-ai', 'exempt', 'forbidden', 'model', 'high-risk', 'transparency', 'minimal'] as const;
export type AiActClass = (typeof AI_ACT_CLASSES)[number];
export type AiActRole = 'aanbieder' | 'gebruiksverantwoordelijke' | 'distributeur';

/** The labels of `ai_act_profile` of the Algorithm Reporting Standard; those that say nothing of this class are absent. */
export interface AiActProfile {
  readonly class: AiActClass;
  readonly type: 'AI-systeem' | 'AI-systeem voor algemene doeleinden' | 'AI-model voor algemene doeleinden' | 'impactvol algoritme' | 'niet-impactvol algoritme';
  readonly openSource?: 'open-source' | 'geen open-source';
  readonly riskGroup?: 'hoog-risico AI' | 'geen hoog-risico AI' | 'verboden AI' | 'uitzondering van toepassing';
  readonly systemicRisk?: 'systeemrisico' | 'geen systeemrisico';
  readonly transparency: 'transparantieverplichting' | 'geen transparantieverplichting';
  /** More than one may hold. */
  readonly roles: readonly AiActRole[];
  /** Annex III, and yet no high risk: article 6(3). */
  readonly isNarrow?: true;
  readonly needsAssessor?: true;
}

const TRANSPARENT: readonly Mark[] = ['talks', 'makes-content', 'reads-people', 'informs-public', 'deep-fakes'];

/** What the answers of a whole path come to. */
export function profileOf(marks: ReadonlySet<Mark>): AiActProfile {
  const is = (mark: Mark) => marks.has(mark);
  const isTransparent = TRANSPARENT.some(is);
  const kind = classOf(is, isTransparent);
  if (kind === 'no-ai') return { class: kind, type: is('impact') ? 'impactvol algoritme' : 'niet-impactvol algoritme', transparency: 'geen transparantieverplichting', roles: [] };
  return {
    class: kind,
    type: is('whole-model') ? 'AI-model voor algemene doeleinden' : is('general-purpose') ? 'AI-systeem voor algemene doeleinden' : 'AI-systeem',
    ...((is('open') || is('closed')) && { openSource: is('open') ? 'open-source' : 'geen open-source' }),
    ...riskOf(kind),
    ...(kind === 'model' && { systemicRisk: is('systemic') ? 'systeemrisico' : 'geen systeemrisico' }),
    transparency: isTransparent ? 'transparantieverplichting' : 'geen transparantieverplichting',
    roles: rolesOf(is, kind),
    ...(is('narrow-task') && { isNarrow: true }),
    ...(is('product') && { needsAssessor: true }),
  };
}

function classOf(is: (mark: Mark) => boolean, isTransparent: boolean): AiActClass {
  if (is('no-ai')) return 'no-ai';
  if (is('exempt')) return 'exempt';
  if (is('forbidden')) return 'forbidden';
  if (is('whole-model')) return 'model';
  if (is('high-risk')) return 'high-risk';
  return isTransparent ? 'transparency' : 'minimal';
}

function riskOf(kind: AiActClass): Pick<AiActProfile, 'riskGroup'> {
  if (kind === 'exempt') return { riskGroup: 'uitzondering van toepassing' };
  if (kind === 'forbidden') return { riskGroup: 'verboden AI' };
  // Risk groups are of systems.
  if (kind === 'model') return {};
  return { riskGroup: kind === 'high-risk' ? 'hoog-risico AI' : 'geen hoog-risico AI' };
}

/** Who neither makes nor uses it, passes it on. */
function rolesOf(is: (mark: Mark) => boolean, kind: AiActClass): readonly AiActRole[] {
  if (kind === 'exempt') return [];
  const roles: AiActRole[] = [...(is('provider') ? (['aanbieder'] as const) : []), ...(is('deployer') ? (['gebruiksverantwoordelijke'] as const) : [])];
  return roles.length === 0 ? ['distributeur'] : roles;
}
