/** How often each `host:port` was named. Of the whole process: so is what connects. */
const named = new Map<string, number>();

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Names a place that this process may connect to, by whoever has it from the configuration, and for as long as they use it. Without the
 * guard (`guardOutbound`) it does nothing.
 * @returns what takes that back.
 */
export function allowOutbound(place: URL | { readonly host: string; readonly port: number | string }): () => void {
  const key = place instanceof URL ? keyOf(place.hostname, place.port === '' ? (PORTS[place.protocol] ?? '') : place.port) : keyOf(place.host, place.port);
  named.set(key, (named.get(key) ?? 0) + 1);
  let isTaken = false;
  return () => {
    if (isTaken) return;
    isTaken = true;
    const left = (named.get(key) ?? 1) - 1;
    if (left === 0) named.delete(key);
    else named.set(key, left);
  };
}

/** Whether somebody named it. */
export function isAllowed(host: string, port: number | string): boolean {
  return named.has(keyOf(host, port));
}

function keyOf(host: string, port: number | string): string {
  return `${host.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()} ${port}`;
}
