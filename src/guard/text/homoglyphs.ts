/** Cyrillic and Greek letters that look like a Latin one, in pairs: what it is, what it looks like. */
const PAIRS =
  'аaеeоoрpсcхxуyіiјjѕsԁdһhӏlԛqԝwвbкkмmнhтtАAВBЕEЗ3ІIЈJКKМMНHОOРPСCТTХXУYЅSԌGԚQԜWαaβbεeηnιiκkνvοoρpτtυuχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX';

const twins = new Map(Array.from({ length: PAIRS.length / 2 }, (_, index) => [PAIRS.charAt(2 * index), PAIRS.charAt(2 * index + 1)] as const));

/** The Latin letter that a letter looks like, or the letter itself. */
export function latinTwin(letter: string): string {
  return twins.get(letter) ?? letter;
}
