/**
 * The theme of the pages, in one place. A municipality plugs in its own by a stylesheet that sets the same tokens
 * (`--basis-…`, `--utrecht-…`) on a class of its own, named here after or instead of these two.
 */
export const themeClass = 'voorbeeld-theme balie-theme';
