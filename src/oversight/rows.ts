import type { Category, Opening, Scope } from './opening.ts';

export interface OpeningRow {
  readonly number: number;
  readonly askedBy: string;
  readonly askerRoles: readonly string[];
  readonly askedAt: Date;
  readonly category: Category;
  readonly scope: Scope['kind'];
  readonly turnId: string | null;
  readonly conversationId: string | null;
  readonly assistant: string | null;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
  readonly hours: number;
  readonly decidedBy: string | null;
  readonly decidedAs: string | null;
  readonly decidedAt: Date | null;
  readonly isApproved: boolean | null;
  readonly validUntil: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
}

export const COLUMNS = `number, asked_by AS "askedBy", asker_roles AS "askerRoles", asked_at AS "askedAt", category, scope, turn_id AS "turnId", conversation_id AS "conversationId", assistant,
  from_at AS "fromAt", until_at AS "untilAt", hours, decided_by AS "decidedBy", decided_as AS "decidedAs", decided_at AS "decidedAt", is_approved AS "isApproved", valid_until AS "validUntil",
  ended_at AS "endedAt", ended_by AS "endedBy"`;

export function openingIn(row: OpeningRow): Opening {
  const { number, askedBy, askerRoles, askedAt, category, hours, decidedBy, decidedAs, decidedAt, isApproved, validUntil, endedAt, endedBy } = row;
  const isDecided = decidedBy !== null && decidedAs !== null && decidedAt !== null && isApproved !== null;
  return {
    number, askedBy, askerRoles, askedAt, category, hours,
    scope: scopeIn(row),
    decision: isDecided ? { by: decidedBy, as: decidedAs, at: decidedAt, isApproved } : undefined,
    validUntil: validUntil ?? undefined,
    ended: endedAt !== null && endedBy !== null ? { at: endedAt, by: endedBy } : undefined,
  };
}

function scopeIn({ scope, turnId, conversationId, assistant, fromAt, untilAt }: OpeningRow): Scope {
  if (scope === 'turn' && turnId !== null) return { kind: scope, turnId };
  if (scope === 'conversation' && conversationId !== null) return { kind: scope, conversationId };
  if (scope === 'assistant' && assistant !== null && fromAt !== null && untilAt !== null) return { kind: scope, assistant, from: fromAt, until: untilAt };
  return { kind: 'review' };
}

/** As the columns are: turn, conversation, assistant, from, until. */
export function scopeValues(scope: Scope): readonly unknown[] {
  return [
    scope.kind === 'turn' ? scope.turnId : null,
    scope.kind === 'conversation' ? scope.conversationId : null,
    ...(scope.kind === 'assistant' ? [scope.assistant, scope.from, scope.until] : [null, null, null]),
  ];
}
