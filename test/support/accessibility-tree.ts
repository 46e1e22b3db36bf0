/** What a screen reader is given: Chromium's accessibility tree, not the page's markup. */
import type { Page } from 'playwright-core';

interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly backendDOMNodeId?: number;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

const LANDMARKS = ['banner', 'main', 'complementary', 'contentinfo', 'navigation', 'region', 'search', 'form'];
const CONTROLS = ['button', 'link', 'textbox', 'DisclosureTriangle', 'radio', 'checkbox', 'combobox'];

async function nodesOf(page: Page): Promise<readonly Node[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  await session.detach();
  return nodes;
}

const valueOf = ({ value }: { readonly value?: unknown } = {}) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const property = (node: Node, name: string) => valueOf(node.properties?.find((one) => one.name === name)?.value);

/** Landmarks, headings and controls in the order in which they are read: `heading 1: Waarmee kunnen we u helpen?`. */
export async function readingOrder(page: Page, kinds: 'structure' | 'controls' = 'structure'): Promise<string[]> {
  const nodes = await nodesOf(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node | undefined): void => {
    if (node === undefined) return;
    const role = valueOf(node.role);
    const wanted = kinds === 'controls' ? CONTROLS.includes(role) : LANDMARKS.includes(role) || role === 'heading';
    if (wanted && !node.ignored) lines.push(`${role}${role === 'heading' ? ` ${property(node, 'level')}` : ''}${valueOf(node.name) === '' ? '' : `: ${valueOf(node.name)}`}`);
    for (const child of node.childIds ?? []) walk(byId.get(child));
  };
  walk(nodes.find(({ parentId }) => parentId === undefined));
  return lines;
}

/** What the live regions of a page say from now on, each piece as it is added. What is in none is said only when it is gone to. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  const regions = nodes.filter((node) => ['status', 'log', 'alert'].includes(valueOf(node.role)) || ['polite', 'assertive'].includes(property(node, 'live')));
  await session.send('Runtime.evaluate', { expression: 'globalThis.heard = []' });
  for (const { backendDOMNodeId } of regions) {
    if (backendDOMNodeId === undefined) continue;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId });
    if (object.objectId === undefined) continue;
    await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function () {
        new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.textContent.trim() && globalThis.heard.push(node.textContent.trim()))))
          .observe(this, { childList: true, subtree: true });
      }`,
    });
  }
  return () => page.evaluate<string[]>('globalThis.heard');
}

/** Whether a text stands in a region that is said aloud by itself. */
export async function isLive(page: Page, text: string): Promise<boolean> {
  const nodes = await nodesOf(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const found = nodes.find((node) => !node.ignored && valueOf(node.role) === 'StaticText' && valueOf(node.name).includes(text));
  if (found === undefined) throw new Error(`${text} is not in the tree`);
  for (let node: Node | undefined = found; node !== undefined; node = byId.get(node.parentId ?? '')) {
    if (['polite', 'assertive'].includes(property(node, 'live')) || ['status', 'log', 'alert'].includes(valueOf(node.role))) return true;
  }
  return false;
}
