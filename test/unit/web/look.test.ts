import { describe, expect, test } from 'vitest';
import { widgetScript } from '../../../src/web/assets.ts';
import { lookOf } from '../../../src/web/look.ts';

const withCss = (css: string) => lookOf({ css: Buffer.from(css), logo: undefined, name: undefined });
const code = (look: ReturnType<typeof lookOf>) => Buffer.from(look.widget(widgetScript()).body).toString();

describe('the look of a municipality', () => {
  test('without a theme is Balie’s own, with nothing more to load', () => {
    const look = lookOf({ css: undefined, logo: undefined, name: undefined });
    expect(look.assets.size).toBe(0);
    expect(look.view).toMatchObject({ color: '#00568b', hasOwnColor: false });
    expect(code(look)).toBe(Buffer.from(widgetScript().body).toString());
  });

  test('names its files by what they hold: another content is another address', () => {
    expect(withCss('.a { --balie-radius: 0 }').view.css).not.toBe(withCss('.a { --balie-radius: 1px }').view.css);
  });

  test('colours the mark and the widget, whose etag changes along', () => {
    const look = withCss('.a { --balie-browser-color: #123456; --balie-widget-background: #654321; --balie-widget-color: #FEDCBA }');
    expect(Buffer.from(look.assets.get(look.view.icon)?.body ?? []).toString()).toContain('fill="#123456"');
    expect(code(look)).toContain('background: var(--balie-widget-background, #654321)');
    expect(code(look)).toContain('var(--balie-widget-color, #FEDCBA)');
    expect(look.widget(widgetScript()).etag).not.toBe(widgetScript().etag);
  });

  test.each(['red; } script', 'var(--x)', '#12345', 'url(x)'])('takes nothing but a plain colour into a script or a drawing: %s', (value) => {
    const look = withCss(`.a { --balie-widget-background: ${value}; --balie-browser-color: ${value} }`);
    expect(code(look)).toContain('var(--balie-widget-background, #1f4ea3)');
    expect(look.view.hasOwnColor).toBe(false);
  });
});
