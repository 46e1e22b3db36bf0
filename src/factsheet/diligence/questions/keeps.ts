const PARTS = [[/(\d+)Y/, 12], [/(\d+)M/, 1], [/(\d+)W/, 12 / 52], [/(\d+)D/, 12 / 365]] as const;

/** Months that an ISO 8601 duration takes, roughly; less than a day counts for nothing. */
export function monthsOf(iso: string): number {
  const [days = ''] = iso.replace(/^P/, '').split('T');
  return PARTS.reduce((sum, [pattern, months]) => sum + Number(pattern.exec(days)?.[1] ?? 0) * months, 0);
}
