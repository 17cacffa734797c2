/**
 * Solves A x = b by Gaussian elimination with partial pivoting (Golub and Van Loan, Matrix Computations, §3.4).
 *
 * @param matrix A, n × n by rows; overwritten
 * @param right b; overwritten with x, which is returned
 * @returns undefined when A is singular to working precision
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const n = right.length;
  for (let column = 0; column < n; column++) {
    const pivot = largestBelow(matrix, n, column);
    if (Math.abs(matrix[pivot * n + column]) < 1e-13) return undefined;
    if (pivot !== column) swapRows(matrix, right, n, pivot, column);
    for (let row = column + 1; row < n; row++) {
      const factor = matrix[row * n + column] / matrix[column * n + column];
      if (factor === 0) continue;
      for (let k = column; k < n; k++) matrix[row * n + k] -= factor * matrix[column * n + k];
      right[row] -= factor * right[column];
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) right[row] -= matrix[row * n + k] * right[k];
    right[row] /= matrix[row * n + row];
  }
  return right;
}

/** A Markov chain on states 0 to n − 1 that leaves in the end: `to[i]` lists where state i goes; what is missing to 1 leaves. */
export type Transitions = readonly (readonly (readonly [state: number, probability: number])[])[];

/**
 * Expected visits to each state from `start`: the row of (I − P)⁻¹ (Kemeny and Snell, Finite Markov Chains, §3.2).
 * Undefined when some state is never left.
 */
export function expectedVisits(to: Transitions, start: number): Float64Array | undefined {
  const n = to.length;
  const matrix = identity(n);
  for (let from = 0; from < n; from++) for (const [state, p] of to[from]) matrix[state * n + from] -= p;
  const right = new Float64Array(n);
  right[start] = 1;
  return solve(matrix, right);
}

/** Solves x = reward + P x: the expected sum of rewards from each state until the chain leaves. */
export function expectedReward(to: Transitions, reward: Float64Array): Float64Array | undefined {
  const n = to.length;
  const matrix = identity(n);
  for (let from = 0; from < n; from++) for (const [state, p] of to[from]) matrix[from * n + state] -= p;
  return solve(matrix, Float64Array.from(reward));
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

function largestBelow(matrix: Float64Array, n: number, column: number): number {
  let best = column;
  for (let row = column + 1; row < n; row++) {
    if (Math.abs(matrix[row * n + column]) > Math.abs(matrix[best * n + column])) best = row;
  }
  return best;
}

function swapRows(matrix: Float64Array, right: Float64Array, n: number, a: number, b: number): void {
  for (let k = 0; k < n; k++) {
    const kept = matrix[a * n + k];
    matrix[a * n + k] = matrix[b * n + k];
    matrix[b * n + k] = kept;
  }
  const kept = right[a];
  right[a] = right[b];
  right[b] = kept;
}
