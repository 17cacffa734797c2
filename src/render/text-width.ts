/** Joined to the character before, or not shown at all. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** Two columns in a terminal: East Asian scripts and their full-width forms, and pictures. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

/** How many columns of a terminal a text takes; nearly all of its characters take one (Unicode Standard Annex 11). */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
