export type ThreefryAnswer = readonly [key0: number, key1: number, counter0: number, counter1: number, words: string];
export type HashAnswer = readonly [text: string, words: string];
export type MixAnswer = readonly [key0: number, key1: number, counter0: number, counter1: number, words: string];
export type UniformAnswer = readonly [counter0: number, counter1: number, words: string, uniform: number];
export type TreeAnswer = readonly [
  replication: number,
  patient: number,
  visit: number,
  draw: number,
  replicationKey: string,
  patientKey: string,
  words: string,
  uniform: number,
];

export declare const threefryAnswers: readonly ThreefryAnswer[];
export declare const hashAnswers: readonly HashAnswer[];
export declare const mixAnswers: readonly MixAnswer[];
export declare const uniformAnswers: readonly UniformAnswer[];
export declare const treeAnswers: readonly TreeAnswer[];
