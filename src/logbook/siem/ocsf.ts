import type { AuditEvent } from './event.ts';

/** Version of the schema that the fields are of. */
const SCHEMA = '1.3.0';
const INFORMATIONAL = 1;
const MEDIUM = 3;
const AUTHENTICATION = { category_uid: 3, class_uid: 3002 };
const API_ACTIVITY = { category_uid: 6, class_uid: 6003 };
const OTHER = 99;

/** What of an act is made, read, changed or taken away, by the last word of its name. */
const VERBS: readonly (readonly [activity: number, words: RegExp])[] = [
  [1, /\.(?:made|added|requested|received|invited|proposed|registered)$/],
  [2, /\.(?:opened|read|looked|run)$/],
  [3, /\.(?:changed|rotated|judged|settled|enabled|disabled|approved|corrected|ended|on|off|message)$/],
  [4, /\.(?:removed|revoked|erased|withdrawn)$/],
];

/** One event as JSON of the Open Cybersecurity Schema Framework: logging in and out as Authentication, all else as API Activity. */
export function ocsfLine(event: AuditEvent, version: string): string {
  const { number, at, action, actor, object, result, hasFailed, origin, facts, hash } = event;
  const isLogin = action.startsWith('login.');
  const kind = isLogin ? AUTHENTICATION : API_ACTIVITY;
  const activity_id = isLogin ? (action.startsWith('login.ended') ? 2 : 1) : (VERBS.find(([, words]) => words.test(action))?.[0] ?? OTHER);
  const user = { uid: actor.id ?? actor.type, type_id: OTHER, type: actor.type };
  return JSON.stringify({
    ...kind,
    activity_id,
    type_uid: kind.class_uid * 100 + activity_id,
    time: at,
    severity_id: hasFailed ? MEDIUM : INFORMATIONAL,
    status_id: hasFailed ? 2 : 1,
    status_detail: result,
    message: action,
    metadata: { version: SCHEMA, product: { name: 'Balie', vendor_name: 'Balie', version }, log_name: 'audit', uid: String(number), sequence: number },
    actor: { user },
    src_endpoint: { name: origin.channel },
    ...(isLogin ? { user, service: { name: 'Balie' } } : { api: { operation: action }, resources: [{ type: object.type, ...(object.id !== undefined && { uid: object.id }) }] }),
    unmapped: { entryHash: hash, ...(origin.network !== undefined && { network: origin.network }), ...(facts !== '' && { facts: JSON.parse(facts) as unknown }) },
  });
}
