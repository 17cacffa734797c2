/**
 * Added and taken away again it rounds minutes of an hour to multiples of 2⁻³⁸. So sums of them are exact, and what was there for no
 * time leaves nothing behind, while a cell is below 2¹⁵ minutes.
 */
export const GRAIN = 24576; // 1.5 × 2¹⁴
