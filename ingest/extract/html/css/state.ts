/** Classes that a page's script puts on what a reader opened, or takes away. */
const stateClass =
  /^(?:(?:is|has|js|state|u)-{1,2})?(?:open|opened|active|actief|show|shown|visible|zichtbaar|expanded|uitgeklapt|current|selected|toggled|in)$/i;

/** Whether a class says that something was opened; `block--open` and `is-open` too. */
export const isStateClass = (name: string): boolean => stateClass.test(name.split('--').at(-1) ?? name) || stateClass.test(name);

/** Attributes that say so. */
export const stateAttributes: ReadonlySet<string> = new Set(['open', 'aria-expanded', 'aria-selected', 'aria-hidden', 'data-state', 'data-open', 'data-expanded']);
