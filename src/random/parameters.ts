import type { DistributionForm, ParameterSpec } from "./distribution.ts";

/** Parts that the families share: how parameters are described, and how they are refused. */
export function form(...parameters: readonly ParameterSpec[]): DistributionForm {
  return { parameters };
}

/** A parameter in the unit of the variate. */
export function value(name: string, description: string, preset?: number): ParameterSpec {
  return spec("value", name, description, preset);
}

/** A parameter without a unit. */
export function number(name: string, description: string, preset?: number): ParameterSpec {
  return spec("number", name, description, preset);
}

function spec(
  kind: ParameterSpec["kind"],
  name: string,
  description: string,
  preset: number | undefined,
): ParameterSpec {
  return preset === undefined ? { name, kind, description } : { name, kind, description, default: preset };
}

export const MEAN = value("mean", "mean of the variate itself, not of its logarithm");
export const SD = value("sd", "standard deviation of the variate itself, 0 or more");

/** The first complaint, or null. */
export function firstOf(...complaints: readonly (string | null)[]): string | null {
  return complaints.find((complaint) => complaint !== null) ?? null;
}

export function positive(name: string, x: number): string | null {
  return x > 0 && x < Infinity ? null : `${name} must be above 0, found ${x}`;
}

export function notNegative(name: string, x: number): string | null {
  return x >= 0 && x < Infinity ? null : `${name} must be 0 or more, found ${x}`;
}

export function finite(name: string, x: number): string | null {
  return x > -Infinity && x < Infinity ? null : `${name} must be a finite number, found ${x}`;
}

export function ordered(low: string, a: number, high: string, b: number): string | null {
  return a <= b ? null : `${low} (${a}) must not be above ${high} (${b})`;
}

/** Beyond such bounds a variate would leave the range of the doubles, or take too long to find. */
export function between(name: string, x: number, least: number, most: number): string | null {
  return x >= least && x <= most ? null : `${name} must be from ${least} to ${most}, found ${x}`;
}

/** The array to fill: the given one when it is long enough. */
export function room(length: number, constants: Float64Array | undefined): Float64Array {
  return constants !== undefined && constants.length >= length ? constants : new Float64Array(length);
}
