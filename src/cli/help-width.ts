/**
 * Columns that a text of the help takes. Stands in the bundle for the package string-width, which yargs asks: its tables of
 * emoji and of wide characters take longer to load than the help takes to print, and the help is all ASCII
 * (test/cli/help.test.ts holds that, and that the bundle prints what yargs prints by itself).
 */
export default function helpWidth(text: string): number {
  return text.length;
}
