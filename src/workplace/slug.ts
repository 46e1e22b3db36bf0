const LONGEST = 60;

/** A title as part of an address or a file name: `Brief aan één ouder!` is `brief-aan-een-ouder`. @param instead where nothing is left of it. */
export function slugOf(title: string, instead: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, LONGEST).replaceAll(/^-+|-+$/g, '');
  return slug === '' ? instead : slug;
}
