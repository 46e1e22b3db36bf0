import { expect, test } from 'vitest';
import { isAnger } from '../../../src/answer/scope/anger.ts';
import { setUp } from './set-up.ts';

const ANGRY = [
  'stelletje prutsers', 'Jullie zijn een stelletje idioten!', 'wat een waardeloze site', 'ik ben echt woedend', 'kutgemeente', 'klootzakken', 'Wat zijn jullie dom zeg', 'dit is belachelijk', 'stomme robot',
  'je snapt er niks van, sukkel', 'godverdomme', 'fuck you', 'you are useless', 'Ik ben het zat!!!', 'zakkenvullers zijn jullie allemaal', 'wat een puinhoop', 'schandalig', 'slecht antwoord', 'het is een zooitje bij de gemeente, schande',
];

test.each(ANGRY)('anger gets regret and the way to complain, and nothing is searched: %s', async (question) => {
  const at = setUp({ question, replies: { angry: 'Het spijt mij. {{contact}}' } });
  expect((await at.run()).at(-1)).toMatchObject({ type: 'done', turn: { outcome: 'answered', answer: 'Het spijt mij.', sources: [] } });
  expect(at.searched).toEqual([]);
});

test.each([
  'hoe dien ik een klacht in', 'ik ben boos op mijn buurman vanwege geluid', 'stomme vraag misschien, maar wat kost een paspoort', 'de eikels van de boom vallen op mijn auto', 'slechte wegen melden', 'ik ben mijn rijbewijs kwijt, verdomme',
  'kan ik een tyfusvaccinatie krijgen', 'de website werkt niet', 'speeltuig kapot', 'ik heb kanker en kan niet werken', 'hufterproof bankje', 'wat doet de gemeente', 'Mongoolse nationaliteit', 'rotonde onveilig', 'oplichters aan de deur', 'puinhoop op straat na markt', '', '!!!',
])('this asks something, or nothing: %s', (question) => {
  expect(isAnger(question)).toBe(false);
});

test('abuse is never said back, also beside a question', async () => {
  const about = async (question: string) => {
    const done = (await setUp({ question, answerable: false, passages: [], understands: true, replies: { abstained: 'Dat weet ik niet.', missing: 'Ik vond niets over {{words}}.' }, understood: question }).run()).at(-1);
    return done?.type === 'done' ? done.turn.answer : '';
  };
  expect(await about('waar is het ruimteveer')).toBe('Dat weet ik niet. Ik vond niets over “ruimteveer”.');
  expect(await about('stelletje prutsers, waar is het ruimteveer')).toBe('Dat weet ik niet.');
});
