import { describe, expect, test } from 'vitest';
import { bearingOf } from '../../../src/answer/follow-up/asking-words.ts';

describe('by its words alone a question', () => {
  test.each([
    // Nothing in it says what it is about.
    'wat kost het?', 'En hoe lang duurt dat?', 'hoe duur?', 'waar moet ik heen',
    // A pronoun.
    'kan dat ook digitaal?', 'Wat heb ik daarvoor nodig?', 'moet ik daar een keuring voor doen', 'als hij doodgaat', 'tot wanneer kan ik dat indienen?', 'waar moet ik die ophalen',
    // A condition.
    'en voor mijn zoon van 15?', 'Als ik 72 ben?', 'zonder digid?', 'ook op zaterdag?', 'ok en bij 60 mensen',
    // A question without its verb.
    'welke dag?', 'en hoeveel maximaal?',
    'wat moet hij dan meenemen?',
  ])('continues what was asked: %s', (question) => expect(bearingOf(question)).toBe('back'));

  test.each([
    '', '?!',
    'Wanneer wordt het oud papier opgehaald in Oudebrug?',
    'Mijn vader krijgt AOW en wil een taxi naar de winkel',
    'Hoe vraag ik een omgevingsvergunning voor een dakkapel met die houten kozijnen aan?',
    'Fijn, dat was alles.', 'dankjewel', 'top bedankt',
  ])('is one by itself: %s', (question) => expect(bearingOf(question)).toBe('own'));

  test.each([
    'en een rijbewijs?', 'hoe lang is die wachtlijst?', 'Wanneer krijg ik antwoord?', 'En dat gedicht van Vondel?', 'en die film met Tom Hanks', 'En bitcoin dan?',
    'klopt het dat de hondenbelasting stopt', 'voor wie is bijzondere bijstand', 'wat kost parkeren', 'waar kan ik daarna mijn hond aanmelden', 'mensen die niet betalen',
  ])('may be either: %s', (question) => expect(bearingOf(question)).toBe('perhaps'));
});
