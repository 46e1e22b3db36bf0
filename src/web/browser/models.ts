/** Keeps the list of models that are on their way as it is at the server, while any is: without this module a link shows it anew. */
const everyMs = 2_000;
const id = 'ophalen';

void follow();

async function follow(): Promise<void> {
  if (!isRunning()) return;
  while (isRunning()) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    // A tab that nobody looks at asks for nothing.
    if (!document.hidden) await refresh();
  }
  // Elsewhere on the page it still says that the model is missing.
  location.reload();
}

function isRunning(): boolean {
  return document.getElementById(id)?.hasAttribute('data-running') === true;
}

/** The server's own markup, which a page without scripts shows as well. What fails once is tried again. */
async function refresh(): Promise<void> {
  try {
    const response = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
    if (!response.ok || response.redirected) return;
    const next = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(id);
    const shown = document.getElementById(id);
    // Who is on the link in it keeps their place.
    const hasFocus = shown?.contains(document.activeElement) === true;
    if (next !== null) shown?.replaceWith(document.adoptNode(next));
    if (hasFocus) document.getElementById(id)?.focus({ preventScroll: true });
  } catch {
    // The line is away: the next one may do.
  }
}
