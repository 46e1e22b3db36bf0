/** What may be done at an address of the API by other methods than the one that was asked, for the header Allow. @param routes as they are declared: method, space, path. */
export function methodsAt(routes: Iterable<string>, path: string): string[] {
  const segments = path.split('/');
  const found = new Set<string>();
  for (const route of routes) {
    const [method = '', pattern = ''] = route.split(' ');
    const parts = pattern.split('/');
    if (parts.length === segments.length && parts.every((part, at) => part.startsWith(':') || part === segments[at])) found.add(method);
  }
  // Whoever may get something may ask for its headers.
  if (found.has('GET')) found.add('HEAD');
  return [...found].toSorted();
}
