import { describe, expect, it } from 'vitest';
import { describeEvent, progressLine, summarise, timeLeft } from '../../../src/cli/ingest/lines.ts';
import { leftOutText } from '../../../src/cli/ingest/left-out.ts';

const far = { done: 10, total: 40, read: 10, passages: 120, elapsedMs: 60_000 };

describe('progressLine', () => {
  it('says how far a run is, and how long it takes at the pace so far', () => {
    expect(progressLine(far)).toBe('10 van 40 documenten, 120 passages; nog ongeveer 3 minuten.');
  });

  it('counts only what had to be read for the pace', () => {
    // 1,000 were unchanged at once; 10 took a minute, and 30 are left.
    expect(progressLine({ ...far, done: 1_010, total: 1_040 })).toContain('nog ongeveer 3 minuten.');
  });

  it('rounds up, and never says that nothing is left', () => {
    expect(progressLine({ ...far, done: 39, read: 1, passages: 1 })).toBe('39 van 40 documenten, 1 passage; nog ongeveer 1 minuut.');
    expect(progressLine({ ...far, done: 39 })).toContain('nog minder dan een minuut.');
    expect(progressLine({ ...far, done: 39, elapsedMs: 0 })).toContain('nog minder dan een minuut.');
  });

  it.each([{ ...far, done: 40 }, { ...far, done: 41 }, { ...far, read: 0 }])('is silent when there is nothing to say (%j)', (progress) => {
    expect(progressLine(progress)).toBeUndefined();
  });
});

describe('timeLeft', () => {
  it('speaks after ten seconds and then each half minute', () => {
    const lines: string[] = [];
    let now = 5_000;
    const told = timeLeft((line) => lines.push(line), () => now);
    const at = (seconds: number, index: number, outcome: 'new' | 'unchanged' | 'removed' = 'new') => {
      now = 5_000 + seconds * 1_000;
      told({ index, total: 100, sourceId: 'a', outcome, passages: 2 });
    };
    at(9, 1);
    expect(lines).toEqual([]);
    at(10, 2);
    at(39, 3);
    expect(lines).toEqual(['2 van 100 documenten, 4 passages; nog ongeveer 9 minuten.']);
    at(40, 4, 'unchanged');
    at(41, 4, 'removed');
    expect(lines).toHaveLength(2);
    at(80, 100);
    expect(lines).toHaveLength(2);
  });
});

describe('summarise', () => {
  const nothing = { looked: 0, new: 0, changed: 0, unchanged: 0, removed: 0, cancelled: 0, failed: [], passages: 0, kept: [] };
  const said = (more: object) => {
    const lines: string[] = [];
    summarise({ ...nothing, ...more }, { json: false, out: (line) => lines.push(line) });
    return lines;
  };

  it('tells files from what was inside them', () => {
    expect(said({ looked: 24, new: 30, unchanged: 1 })).toContain('Bekeken: 24 bestanden, met wat erin zit 31 documenten.');
    expect(said({ looked: 1, changed: 1 })).toContain('Bekeken: 1 bestand.');
  });

  it('says what a website left out and why, without control characters of its own', () => {
    const lines = said({ looked: 2, new: 2, leftOut: { outside: 3, robots: 1 }, notes: ['het startadres http://a\u001b[31m is niet opgehaald'] });
    expect(lines).toEqual(expect.arrayContaining(["Bekeken: 2 pagina's.", 'Overgeslagen: 1 door robots.txt, 3 buiten de opgegeven adressen.', 'Niet alles gezien: het startadres http://a[31m is niet opgehaald.']));
    expect(leftOutText({ vreemd: 4 })).toBe('');
  });
});

describe('describeEvent', () => {
  it('keeps a name with a line break in one line: it cannot pass for the line of another document', () => {
    expect(describeEvent({ index: 1, total: 9, sourceId: 'a.md\n[2/9] b.md', outcome: 'new', passages: 2 })).toBe('[1/9] a.md [2/9] b.md  nieuw  2 passages');
  });
});
