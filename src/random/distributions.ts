import type { Distribution } from "./distribution.ts";
import { beta } from "./distributions/beta.ts";
import { categorical } from "./distributions/categorical.ts";
import { constant } from "./distributions/constant.ts";
import { empirical } from "./distributions/empirical.ts";
import { erlang } from "./distributions/erlang.ts";
import { exponential } from "./distributions/exponential.ts";
import { gamma } from "./distributions/gamma.ts";
import { hyperexponential } from "./distributions/hyperexponential.ts";
import { logLogistic } from "./distributions/log-logistic.ts";
import { lognormal } from "./distributions/lognormal.ts";
import { normal } from "./distributions/normal.ts";
import { pert } from "./distributions/pert.ts";
import { poisson } from "./distributions/poisson.ts";
import { triangular } from "./distributions/triangular.ts";
import { uniform } from "./distributions/uniform.ts";
import { weibull } from "./distributions/weibull.ts";

/** Every family, by the name that the language uses. */
export const distributions: ReadonlyMap<string, Distribution> = new Map(
  [
    constant,
    exponential,
    uniform,
    triangular,
    pert,
    normal,
    lognormal,
    gamma,
    erlang,
    weibull,
    beta,
    logLogistic,
    hyperexponential,
    empirical,
    categorical,
    poisson,
  ].map((distribution) => [distribution.name, distribution]),
);
