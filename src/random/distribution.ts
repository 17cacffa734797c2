/** Gives successive uniforms in (0, 1) for one (subject, purpose, visit): draw 0, 1, 2 … */
export interface UniformSource {
  next(): number;
}

/**
 * What one parameter of a distribution is. `value` has the unit of the variate; `number` has none (shapes, counts, logs);
 * `values`, `probabilities` are lists; `categories` maps names to weights (categorical only).
 */
export interface ParameterSpec {
  readonly name: string;
  readonly kind: "value" | "variance" | "number" | "values" | "probabilities" | "categories";
  readonly description: string;
  /** Left out in the file: this value is used. Without a default the parameter is required. */
  readonly default?: number;
}

/** One way to state a distribution, such as lognormal by mean and sd, or by median and mean. */
export interface DistributionForm {
  readonly parameters: readonly ParameterSpec[];
}

/**
 * A family of distributions: one row that the parser, the schema, the compiler, the kernel and the documentation read.
 *
 * Parameters come as one flat list in the order of the form; lists are laid end to end (all lists of a form have the same
 * length). `prepare` turns them into constants once; `sample`, `mean`, `sd`, `cdf`, `quantile` read the constants.
 */
export interface Distribution {
  readonly name: string;
  /** One line for the schema and the documentation. */
  readonly description: string;
  readonly forms: readonly DistributionForm[];
  /** What is wrong with these values, as a sentence without a full stop ("sd must be 0 or more, found -2"); null when nothing is. */
  check(form: number, parameters: readonly number[]): string | null;
  /** Fills and returns the constants; allocates only when `constants` is too short or missing. Values passed `check`. */
  prepare(form: number, parameters: readonly number[], constants?: Float64Array): Float64Array;
  /** One variate. Takes a fixed number of uniforms, one where inversion is practical. */
  sample(constants: Float64Array, source: UniformSource): number;
  /** Exact mean, truncation counted; Infinity where it does not exist. */
  mean(constants: Float64Array): number;
  /** Exact standard deviation, truncation counted; Infinity where it does not exist. */
  sd(constants: Float64Array): number;
  /** P(X ≤ x). */
  cdf(constants: Float64Array, x: number): number;
  /** The smallest x with P(X ≤ x) ≥ p, for p in (0, 1). */
  quantile(constants: Float64Array, p: number): number;
  /** P(X > x), with the digits of the upper tail. */
  survival(constants: Float64Array, x: number): number;
  /** The smallest x with P(X > x) ≤ q, for q in (0, 1): the inverse of `survival`. */
  upperQuantile(constants: Float64Array, q: number): number;
  /**
   * A draw of density x f(x) ÷ mean on x > 0: the whole of a duration in which an observer falls who comes at any time (Cox,
   * Renewal Theory, 1962, §5.4). Takes as many uniforms as it needs; NaN where there is no mean.
   */
  lengthBiased(constants: Float64Array, source: UniformSource): number;
  /** Least value that can occur, -Infinity when unbounded. */
  min(constants: Float64Array): number;
  /** Least upper bound, Infinity when unbounded. */
  max(constants: Float64Array): number;
}
