/** A page in a frame of another site: speaks with the button there. All that a page needs on which nothing can be asked. */

/** To whoever frames it: that is one site only, by the policy of this page, and nothing is told but this. */
export function tell(message: string): void {
  parent.postMessage(message, '*');
}

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) tell('balie-close');
});
tell('balie-ready');
